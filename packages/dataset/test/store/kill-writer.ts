// Run by kill.test.ts: appends to a dataset until it is killed. It says `s` before each change of a file and waits for a byte;
// after each append it says `a`.
import fs, { readSync, writeSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { rows } from "./rows.js";

const [folder = "", count = ""] = process.argv.slice(2);

const step = (): void => {
  writeSync(1, "s");
  readSync(0, new Uint8Array(1));
};

const files = fs.promises;
const { open, rename, rm } = files;
files.rename = async (...args) => {
  step();
  return rename(...args);
};
files.rm = async (...args) => {
  step();
  return rm(...args);
};
files.open = async (...args): Promise<FileHandle> => {
  if (args[1] === "wx") step();
  const file = await open(...args);
  const { writeFile } = file;
  file.writeFile = async (...data) => {
    step();
    return writeFile.apply(file, data);
  };
  return file;
};
syncBuiltinESMExports();

const { createDataset } = await import("../../src/store/node.js");
const writer = await createDataset(folder, { append: true, shardRows: 10, rowGroupSize: 4 });
for (;;) {
  await writer.append(rows(Number(count)));
  writeSync(1, "a");
}
