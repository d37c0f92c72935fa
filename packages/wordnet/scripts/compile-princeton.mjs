// Compiles Princeton's WordNet 3.0 into data/ and 3.1 into princeton31/data/, from the npm packages that hold their database files. Part of
// the build; the same packages give the same bytes, whose SHA-256 a test compares.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileWordNet } from "../dist/compile.js";
import { iliOfRuns } from "./ili-runs.mjs";
import { files30, files31 } from "./princeton-files.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
for (const [edition, read, folder] of /** @type {const} */ ([
  ["30", files30, "../data"],
  ["31", files31, "../princeton31/data"],
])) {
  const data = join(here, folder);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const files = await read();
  const runs = readFileSync(join(here, `ili-princeton-${edition}.txt`), "utf8");
  /** @type {string[]} */
  const diagnostics = [];
  const { lexicon, definitions } = await compileWordNet(
    { files },
    {
      definitions: "apart",
      ili: iliOfRuns(runs, files),
      onDiagnostic: ({ message }) => diagnostics.push(message),
    },
  );
  if (diagnostics.length > 0) throw new Error(`WordNet ${edition}:\n${diagnostics.slice(0, 20).join("\n")}`);
  if (definitions === undefined) throw new Error("compileWordNet gave no definitions");
  writeFileSync(join(data, `princeton${edition}.bin`), lexicon);
  writeFileSync(join(data, `princeton${edition}-definitions.bin`), definitions);
}
