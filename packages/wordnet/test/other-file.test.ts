import { gzipSync } from "node:zlib";
import { Alt2imgError } from "@alt2img/core";
import { inChunks } from "@alt2img/testing";
import { loadWordNet } from "@alt2img/wordnet";
import { describe, expect, test } from "vitest";
import { smallDict, smallXml } from "./small-world.js";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const latin1 = (content: string): Uint8Array => Uint8Array.from(content, (char) => char.charCodeAt(0));

async function failure(bytes: Uint8Array): Promise<string> {
  const error: unknown = await loadWordNet(bytes).catch((error: unknown) => error);
  if (!(error instanceof Alt2imgError)) throw new Error("it was read as a lexicon");
  return `${error.code}: ${error.message}`;
}

describe("a file that isn't a lexicon says what it is", () => {
  const cases: Record<string, [Uint8Array, string]> = {
    "a web page": [text("<!doctype html><title>Not a lexicon</title><p>dog"), "an HTML page"],
    "a page without a document type": [text("\ufeff\n <html lang=en>"), "an HTML page"],
    "a page after comments": [
      text(`<!-- saved from ${"x".repeat(300)} -->\n<!-- again --><HEAD><TITLE>`),
      "an HTML page",
    ],
    "an XHTML page": [
      text('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html/>'),
      "an HTML page",
    ],
    "a piece of a page": [text("<p>Not found</p>"), "an HTML page"],
    "a feed": [text('<?xml version="1.0"?><rss version="2.0"/>'), "XML whose root is <rss>"],
    "a drawing with a document type": [text("<!DOCTYPE svg PUBLIC 'x'><svg/>"), "XML whose root is <svg>"],
    "an object of JSON": [text('{"@context": "https://en-word.net"}'), "JSON"],
    "a list of JSON": [text(" [1]"), "JSON"],
    "a table": [text("id,lemma\n1,dog\n"), "plain text"],
    "a text": [text("dogs and other animals"), "plain text"],
    "a PDF document": [latin1("%PDF-1.7\n%\xe2\xe3\xcf\xd3"), "a PDF document"],
    "a ZIP archive": [latin1("PK\x03\x04\x14\0"), "a ZIP archive"],
    "an xz file": [latin1("\xfd7zXZ\0\0"), "an xz file"],
    "a bzip2 file": [latin1("BZh91AY&SY"), "a bzip2 file"],
    "a tar archive": [latin1(`oewn/README${"\0".repeat(246)}ustar\0`), "a tar archive"],
    "a database": [latin1("SQLite format 3\0"), "an SQLite database"],
    "an image": [latin1("\x89PNG\r\n"), "an image"],
    "a binary file": [latin1("\x01\x02\0\0\xff"), "a binary file"],
    "an empty file": [text(""), "an empty file"],
    "white space": [text("\n  \n"), "a file that contains only white space"],
    "a map of ILI numbers": [text("i46360\t02084071-n\n"), "a map of ILI numbers"],
    "one of Princeton's data files": [text(smallDict["data.noun"]!), "one of Princeton's files"],
    "one of Princeton's index files": [
      text("  1 This software and database is being provided to you, the LICENSEE\n"),
      "one of Princeton's files",
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [bytes, what]) => {
    const expected = `wordnet/not-a-lexicon: This is ${what}`;
    expect(await failure(bytes)).toContain(expected);
    expect(await failure(gzipSync(bytes))).toContain(expected);
    expect(await failure(bytes)).toContain("A lexicon is WN-LMF XML");
  });

  test("a gzip file inside a gzip file", async () => {
    expect(await failure(gzipSync(gzipSync(smallXml)))).toContain("This is a gzip file inside a gzip file");
  });

  test("a lexicon after a long comment is recognised, and a broken one is described by its line", async () => {
    const commented = smallXml.replace("<LexicalResource", `<!-- ${"x".repeat(10_000)} -->$&`);
    expect((await loadWordNet(text(commented))).counts.synsets).toBe(3);
    expect(await failure(text(`stray ${smallXml}`))).toMatch(/^wordnet\/xml: Line 1 .*stray/);
  });
});

describe("progress of loading", async () => {
  const compiled = (await loadWordNet(text(smallXml))).bytes;
  const files = Object.fromEntries(Object.entries(smallDict).map(([name, content]) => [name, text(content)]));
  const size = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  test.each([
    ["XML", text(smallXml), text(smallXml).length],
    ["gzipped XML", gzipSync(smallXml), gzipSync(smallXml).length],
    ["Princeton's files", { files }, size],
    ["a compiled file", compiled, compiled.length],
  ])("%s: rises to the number of bytes", async (_, source, total) => {
    const done: number[] = [];
    await loadWordNet(source, {
      onProgress: (progress) => {
        expect(progress).toMatchObject({ stage: "read", total, unit: "bytes" });
        done.push(progress.done);
      },
    });
    expect(done.at(-1)).toBe(total);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  test("a stream has no total", async () => {
    const done: unknown[] = [];
    await loadWordNet(inChunks(text(smallXml), 100), { onProgress: (progress) => done.push(progress) });
    expect(done.at(-1)).toEqual({ stage: "read", done: text(smallXml).length, unit: "bytes" });
  });
});
