import { readFileSync } from "node:fs";
import { inChunks } from "@alt2img/testing";
import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codes, join, readAll } from "./warc-bytes.js";

const golden = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`golden/warc-zst/${name}`, import.meta.url)));
const names = ["record-per-frame", "one-frame", "unsized-frames", "dictionary", "compressed-dictionary"].map(
  (name) => `${name}.warc.zst`,
);
const { records } = await readAll(golden("records.warc"));
const expected = records.map(({ id, block }) => [id, block]);

describe.each(names)("%s", (name) => {
  const file = golden(name);

  it("has the records of the uncompressed file, however the bytes come", async () => {
    expect(records).toHaveLength(12);
    for (const source of [file, inChunks(file, 1), inChunks(file, 100, 3)]) {
      const { records: decoded, diagnostics } = await readAll(source);
      expect(decoded.map(({ id, block }) => [id, block])).toEqual(expected);
      expect(diagnostics).toEqual([]);
      if (name !== "one-frame.warc.zst") {
        for (const [i, { offset, length }] of decoded.entries()) {
          expect(offset + length!).toBeLessThanOrEqual(decoded[i + 1]?.offset ?? file.length);
        }
      }
    }
  });

  it("cut anywhere, has the same whole records before the cut", async () => {
    const { records: whole } = await readAll(file);
    for (let cut = file.length - 1; cut > 0; cut -= 37) {
      const { records: got } = await readAll(file.subarray(0, cut));
      expect(got.map(({ block }) => block)).toEqual(whole.slice(0, got.length).map(({ block }) => block));
      expect(got.length).toBeGreaterThanOrEqual(
        whole.filter(({ offset, length = Infinity }) => offset + length <= cut).length,
      );
    }
  });

  it("damaged anywhere, throws only an Alt2imgError", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), async (at, bytes) => {
        const damaged = join(file.subarray(0, at), bytes, file.subarray(Math.min(at + bytes.length, file.length)));
        const { error } = await readAll(damaged);
        if (error !== undefined && !error.startsWith("crawl/")) throw new Error(error);
      }),
      fuzzParameters(60),
    );
  });
});

it("continues after a damaged frame with the next one", async () => {
  const file = golden("record-per-frame.warc.zst");
  const { records: whole } = await readAll(file);
  const damaged = file.slice();
  damaged.fill(0xff, whole[3]!.offset + 8, whole[3]!.offset + 40);
  const { records: got, diagnostics } = await readAll(damaged);
  expect(got.map(({ id }) => id)).toEqual(whole.filter((_, i) => i !== 3).map(({ id }) => id));
  expect(codes(diagnostics)).toEqual(["crawl/damaged-member"]);
  expect(diagnostics[0]!.offset).toBe(whole[3]!.offset);
});
