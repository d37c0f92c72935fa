import zlib, { gzipSync } from "node:zlib";
import { inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { StreamInflater } from "../src/gzip/stream-inflater.js";
import { join, rawRecord, readAll } from "./warc-bytes.js";

/** Bytes that deflate can do little about. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
}

const records = Array.from({ length: 6 }, (_, i) => rawRecord(noise(100_000 + i), { id: i }));
const plain = join(...records);
const long = new Uint8Array(gzipSync(plain));
const next = gzipSync(rawRecord("next", { id: 9 }));
const ids = (found: { id?: string | undefined }[]): (string | undefined)[] => found.map(({ id }) => id);
const all = [0, 1, 2, 3, 4, 5, 9].map((id) => `urn:test:${id}`);

/** The member with a header that has the optional fields of RFC 1952, §2.3. */
function withHeader(flags: number, fields: number[]): Uint8Array {
  const head = long.slice(0, 10);
  head[3] = flags;
  return join(head, Uint8Array.from(fields), long.subarray(10));
}

async function inflateAll(
  bytes: Uint8Array,
  slice: number,
): Promise<{ inflater: StreamInflater; decoded: Uint8Array; rest: number }> {
  const inflater = StreamInflater.begin(zlib, bytes)!;
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && !inflater.ended && inflater.problem === undefined) {
    const { decoded, consumed } = await inflater.inflate(bytes.subarray(at, at + slice));
    parts.push(decoded);
    at += consumed;
  }
  inflater.close();
  return { inflater, decoded: join(...parts), rest: bytes.length - at };
}

describe("a long member, inflated by a stream of Node's zlib", () => {
  it("gives the same bytes in any slices, and leaves what follows", async () => {
    const bytes = join(long, next);
    for (const slice of [997, 4096, 32 << 10, long.length - 8, long.length - 4, long.length, bytes.length]) {
      const { inflater, decoded, rest } = await inflateAll(bytes, slice);
      expect(inflater).toMatchObject({ ended: true, problem: undefined, bytesIn: long.length, bytesOut: plain.length });
      expect(Buffer.compare(decoded, plain)).toBe(0);
      expect(rest).toBe(next.length);
    }
  });

  it("finds wrong check sums, wrong lengths and broken data", async () => {
    for (const [at, problem] of [
      [long.length - 8, "incorrect data check"],
      [long.length - 4, "incorrect length check"],
    ] as const) {
      const bytes = long.slice();
      bytes[at]! ^= 1;
      const { inflater } = await inflateAll(bytes, 32 << 10);
      expect(inflater).toMatchObject({ ended: false, problem });
    }
    const { inflater } = await inflateAll(join(long.subarray(0, 10), Uint8Array.of(7), long.subarray(11)), 32 << 10);
    expect(inflater).toMatchObject({ ended: false, problem: "invalid block type" });
  });

  it("takes the optional fields of a header, and leaves a check sum of it to others", async () => {
    for (const member of [
      withHeader(4, [3, 0, 1, 2, 3]),
      withHeader(8, [65, 66, 0]),
      withHeader(16, [67, 0]),
      withHeader(29, [2, 0, 1, 2, 65, 0, 67, 0]),
    ]) {
      expect((await inflateAll(member, 32 << 10)).inflater).toMatchObject({ ended: true, bytesOut: plain.length });
    }
    expect(StreamInflater.begin(zlib, withHeader(2, [0, 0]))).toBeUndefined();
    expect(StreamInflater.begin(zlib, withHeader(8, new Array<number>(20).fill(65)).subarray(0, 25))).toBeUndefined();
  });
});

describe("a file whose first member is long", () => {
  const file = join(long, next);

  it("gives its records however it is chunked, and where they lie", async () => {
    for (const size of [1000, 65_536, file.length]) {
      const { records: found, diagnostics } = await readAll(inChunks(file, size));
      expect(ids(found)).toEqual(all);
      expect(found.at(-1)).toMatchObject({ offset: long.length, length: next.length });
      expect(diagnostics).toEqual([]);
    }
  });

  it("that is cut gives the whole records before the cut, and one that is corrupt does not take the next member along", async () => {
    const cut = await readAll(long.subarray(0, 350_000));
    expect(ids(cut.records)).toEqual(all.slice(0, 3));
    expect(cut.diagnostics).toMatchObject([{ code: "crawl/damaged-member", offset: 0 }]);
    const corrupt = file.slice();
    corrupt.fill(0xff, 350_000, 350_100);
    const damaged = await readAll(corrupt);
    expect(ids(damaged.records)).toContain("urn:test:2");
    expect(ids(damaged.records).at(-1)).toBe("urn:test:9");
    expect(damaged.diagnostics.map(({ code }) => code)).toContain("crawl/damaged-member");
  });
});
