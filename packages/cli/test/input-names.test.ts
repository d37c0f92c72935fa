import { Readable } from "node:stream";
import { collect } from "@alt2img/testing";
import { expect, test } from "vitest";
import { readInputNames } from "../src/pairs/input-names.js";

const names = (args: string[], stdin = ""): Promise<string[]> =>
  collect(readInputNames(args, Readable.from([Buffer.from(stdin)])));

test("arguments are taken as they are", async () => {
  expect(await names(["a b.warc", "-x", "c\td"])).toEqual(["a b.warc", "-x", "c\td"]);
});

test("- stands for the names on stdin, one on each line", async () => {
  expect(await names(["first", "-", "last"], "a b.warc\r\n\n \nc.warc")).toEqual([
    "first",
    "a b.warc",
    "c.warc",
    "last",
  ]);
});

test("the byte offset and tab that Hadoop's NLineInputFormat puts before each line are removed", async () => {
  expect(await names(["-"], "0\ta.warc\n123\tb.warc\n7.warc\n")).toEqual(["a.warc", "b.warc", "7.warc"]);
});

test("a file: URL is a path", async () => {
  expect(await names(["file:///tmp/a%20b.warc", "-"], "FILE:///tmp/c.warc\n")).toEqual([
    "/tmp/a b.warc",
    "/tmp/c.warc",
  ]);
  await expect(names(["file://elsewhere/a.warc"])).rejects.toThrow("doesn't name a file on this machine");
});

test.each([
  ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0x0a, 0x0a])],
  ["zstd", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4, 0])],
  ["a WARC", Buffer.from("WARC/1.1\r\nWARC-Type: warcinfo\r\n")],
  ["an ARC", Buffer.from("filedesc://a.arc 0.0.0.0 20060101000000 text/plain 76\n")],
  ["HTML", Buffer.from("\n<!doctype html>\n<p>a\n")],
  ["JSON Lines", Buffer.from('{"imageUrl":"https://a.test/"}\n')],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
])("%s instead of names gives one message, with what to do", async (_, bytes) => {
  const reading = collect(readInputNames(["-"], Readable.from([bytes])));
  await expect(reading).rejects.toMatchObject({ code: "cli/usage", message: expect.stringContaining("/dev/stdin") });
});

test("a list in UTF-16, as PowerShell writes it", async () => {
  const bytes = Buffer.from("\ufeffé.warc\r\nb.warc\r\n", "utf16le");
  expect(await collect(readInputNames(["-"], Readable.from([bytes])))).toEqual(["é.warc", "b.warc"]);
});

test("a chunk may end anywhere within a name", async () => {
  const bytes = Buffer.from("é.warc\nb.warc\r\n");
  const chunks = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
  expect(await collect(readInputNames(["-"], Readable.from(chunks)))).toEqual(["é.warc", "b.warc"]);
});
