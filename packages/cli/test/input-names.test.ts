import { Readable } from "node:stream";
import { collect } from "@alt2img/testing";
import { expect, test } from "vitest";
import { readInputNames } from "../src/pairs/input-names.js";

const names = (args: string[], stdin = ""): Promise<string[]> =>
  collect(readInputNames(args, Readable.from([Buffer.from(stdin)])));

test("arguments as they are", async () => {
  expect(await names(["a b.warc", "-x", "c\td"])).toEqual(["a b.warc", "-x", "c\td"]);
});

test("standard input in the place of -, one name a line", async () => {
  expect(await names(["first", "-", "last"], "a b.warc\r\n\n \nc.warc")).toEqual([
    "first",
    "a b.warc",
    "c.warc",
    "last",
  ]);
});

test("Hadoop's NLineInputFormat puts a byte offset and a tab before each line", async () => {
  expect(await names(["-"], "0\ta.warc\n123\tb.warc\n7.warc\n")).toEqual(["a.warc", "b.warc", "7.warc"]);
});
