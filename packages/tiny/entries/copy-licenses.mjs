// Copies the licences, which all data packages share, before one is packed. Several programs may pack it at the same time, so
// a file is never seen missing or half written.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";

const shared = new URL("../", import.meta.url);
const files = ["LICENSES.md", ...readdirSync(new URL("licenses", shared)).map((name) => `licenses/${name}`)];

mkdirSync("licenses", { recursive: true });
for (const file of files) {
  const source = new URL(file, shared);
  if (existsSync(file) && readFileSync(file).equals(readFileSync(source))) continue;
  // Outside of what is packed.
  const partial = `.license-${process.pid}`;
  copyFileSync(source, partial);
  renameSync(partial, file);
}
