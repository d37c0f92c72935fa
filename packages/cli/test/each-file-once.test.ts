import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect } from "@alt2img/testing";
import { expect, test } from "vitest";
import { describeRepeated, eachFileOnce } from "../src/pairs/each-file-once.js";
import { temporaryFolder } from "./run-cli.js";

async function* each(names: string[]): AsyncGenerator<string> {
  yield* names;
}

test("files are compared by what they are, not by their names, and missing ones by their paths", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "a");
  writeFileSync(file, "a");
  writeFileSync(join(folder, "same-bytes"), "a");
  mkdirSync(join(folder, "d"));
  symlinkSync(file, join(folder, "d", "link"));
  const names = ["a", "d/../a", "d/link", "same-bytes", "none", "d/../none", "none/a"].map(
    (name) => `${folder}/${name}`,
  );
  const repeated: string[] = [];
  const once = await collect(eachFileOnce(each(names), (name) => repeated.push(name)));
  expect(once).toEqual([names[0], names[3], names[4], names[6]]);
  expect(repeated).toEqual([names[1], names[2], names[5]]);
});

test("names only some of many duplicates", () => {
  expect(describeRepeated([])).toBeUndefined();
  expect(describeRepeated(["a"])).toMatch(/: a\.$/);
  expect(describeRepeated([..."abcdefg"])).toMatch(/: a, b, c, d, e and 2 more\.$/);
});
