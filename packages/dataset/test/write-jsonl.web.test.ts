import type { ImageTextPair, Progress } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { expect, test } from "vitest";
import { writeJsonl } from "../src/index.js";
import { barePair, fullPair, manyPairs } from "./pairs.js";

async function text(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<string> {
  return new Blob(await collect(chunks)).text();
}

test("a pair is a line with its own keys, in their order", async () => {
  expect(await text(writeJsonl([barePair, fullPair]))).toBe(
    `{"imageUrl":"https://example.org/b.png","text":"b","source":"alt","pageUrl":"https://example.org/"}\n${JSON.stringify({ ...fullPair, optOut: ["noai", "gptbot: noindex"] })}\n`,
  );
});

test("line ends inside a text are escaped, so a line is a pair", async () => {
  const pair = { ...barePair, text: "a\nb\u2028c" };
  const lines = (await text(writeJsonl([pair]))).split("\n");
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0]!)).toEqual(pair);
});

test("a 64-bit hash keeps all its digits", async () => {
  const hash = -1_234_567_890_123_456_789n;
  expect(JSON.parse(await text(writeJsonl([{ ...barePair, hash } as typeof barePair])))).toEqual({
    ...barePair,
    hash: String(hash),
  });
});

test("no pairs give no bytes", async () => {
  expect(await collect(writeJsonl([]))).toEqual([]);
});

test("every chunk ends with a whole line", async () => {
  const chunks = await collect(writeJsonl(manyPairs(2000)));
  expect(chunks.length).toBeGreaterThan(2);
  for (const chunk of chunks) expect(chunk.at(-1)).toBe(0x0a);
});

test("progress rises to the number of pairs", async () => {
  const seen: Progress[] = [];
  await collect(writeJsonl(manyPairs(2000), { onProgress: (progress) => seen.push(progress) }));
  expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(seen.at(-1)).toEqual({ stage: "write", done: 2000, total: 2000, unit: "pairs" });
});

test("an abort stops it, and closes the source", async () => {
  const controller = new AbortController();
  let closed = false;
  async function* endless(): AsyncGenerator<ImageTextPair> {
    try {
      for (let i = 0; ; i++) {
        if (i === 10) controller.abort(new Error("enough"));
        yield barePair;
      }
    } finally {
      closed = true;
    }
  }
  await expect(collect(writeJsonl(endless(), { signal: controller.signal }))).rejects.toThrow("enough");
  expect(closed).toBe(true);
});
