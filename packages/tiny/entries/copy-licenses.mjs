// Before a package of data is packed: the licences of what is in it, which all of them share.
import { cpSync } from "node:fs";

for (const name of ["licenses", "LICENSES.md"])
  cpSync(new URL(`../${name}`, import.meta.url), name, { recursive: true });
