import { gzipSync } from "node:zlib";
import { Alt2imgError, openBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { readParquet, writeParquet } from "../src/parquet/index.js";
import { openDataset } from "../src/store/index.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const pair = {
  imageUrl: "https://example.org/1.jpg",
  text: "A red apple",
  source: "alt",
  pageUrl: "https://example.org/",
} as const;

async function written(): Promise<Uint8Array> {
  const chunks = await collect(writeParquet(Array.from({ length: 100 }, () => pair)));
  return Buffer.concat(chunks);
}

/** What both readers say about a file. */
async function messagesFor(bytes: Uint8Array): Promise<string[]> {
  const file = { ...openBytes(bytes), name: "a.parquet" };
  const messages: string[] = [];
  for (const read of [
    () => collect(readParquet(file)),
    async () => collect((await openDataset(new Map([["a.parquet", file]]))).rows()),
  ]) {
    const error: unknown = await read().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Alt2imgError);
    expect(error).toMatchObject({ code: "dataset/not-parquet", cause: expect.anything() });
    messages.push((error as Alt2imgError).message);
  }
  return messages;
}

describe("a file that can't be read as Parquet: what it is, and what to do", () => {
  const whole = written();
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ["is empty", () => new Uint8Array(), "it is empty. Get it again."],
    [
      "is text",
      () => encode("url,caption\nhttps://example.org/\n"),
      'it begins with "url,caption\\nhttp", not with PAR1. Give a Parquet file.',
    ],
    ["is tiny", () => encode("x"), 'it begins with "x", not with PAR1. Give a Parquet file.'],
    [
      "is a web page",
      () => encode("\n<!DOCTYPE html><title>a.parquet at main</title>"),
      "it is a web page. Give the address of the file itself, often called “raw” or “download”.",
    ],
    [
      "is gzip",
      async () => gzipSync(await whole),
      "it begins with the bytes 1f 8b 08 00, not with PAR1. Give a Parquet file.",
    ],
    ["is encrypted", () => encode("PARE and so on PARE"), "it is encrypted. Decrypt it first."],
    [
      "is cut",
      async () => (await whole).subarray(0, 700),
      "its end is missing: it has only 700 bytes. Copy or download it again.",
    ],
    [
      "is only a beginning",
      () => encode("PAR1PAR1"),
      "its end is missing: it has only 8 bytes. Copy or download it again.",
    ],
    [
      "is only an end",
      async () => (await whole).subarray(300),
      "it is damaged (its beginning is missing: its footer says that ",
    ],
    [
      "has a damaged footer",
      async () => (await whole).map((byte, i, { length }) => (i > length - 60 && i < length - 8 ? 0xff : byte)),
      "it is damaged (",
    ],
    [
      "has a damaged page",
      async () => (await whole).map((byte, i) => (i >= 4 && i < 200 ? 0xff : byte)),
      "it is damaged (",
    ],
  ])("%s", async (_, bytes, reason) => {
    for (const message of await messagesFor(await bytes())) {
      expect(message).toContain(`a.parquet can't be read as Parquet: ${reason}`);
      expect(message).toMatch(/\. (?:Get|Give|Copy|Decrypt)[^.]+\.$/);
    }
  });
});
