// Copies the licences, which all data packages share, before one is packed.
import { cpSync } from "node:fs";

for (const name of ["licenses", "LICENSES.md"])
  cpSync(new URL(`../${name}`, import.meta.url), name, { recursive: true });
