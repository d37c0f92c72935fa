import { randomBytes } from "node:crypto";
import zlib, { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { inChunks } from "@alt2img/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PieceInflater } from "../src/gzip/inflater.js";
import { openNativeInflater } from "../src/gzip/native-inflater.js";
import { readWarc } from "../src/index.js";
import { bytesOf, codes, join, rawRecord, readAll } from "./warc-bytes.js";

const noise = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const KiB = 1 << 10;
const MiB = 1 << 20;

describe("NativeInflater", () => {
  /** A member's bytes after its header. */
  const member = (bytes: Uint8Array): Uint8Array => {
    const trailer = new DataView(new ArrayBuffer(8));
    trailer.setUint32(0, crc32(bytes), true);
    trailer.setUint32(4, bytes.length % 2 ** 32, true);
    return join(deflateRawSync(bytes), new Uint8Array(trailer.buffer));
  };

  /** Inflates slice by slice until the inflater stops. */
  function inflate(
    inflater: PieceInflater,
    bytes: Uint8Array,
    slice: number,
  ): { decoded: Uint8Array; consumed: number } {
    const parts: Uint8Array[] = [];
    let at = 0;
    while (!inflater.ended && inflater.problem === undefined && (at < bytes.length || inflater.pending)) {
      const { decoded, consumed } = inflater.inflate(bytes.subarray(at, at + slice));
      if (decoded.length > 64 * KiB) throw new Error(`${decoded.length} bytes came out of one call`);
      parts.push(decoded);
      at += consumed;
    }
    return { decoded: join(...parts), consumed: at };
  }

  it("finds the exact end of a member, wherever the slices end", () => {
    // Empty, small, about as much as one call gives, and far more than goes in.
    const contents = [
      new Uint8Array(0),
      bytesOf("x"),
      noise(64 * KiB - 1),
      noise(64 * KiB),
      noise(64 * KiB + 1),
      new Uint8Array(64 * KiB),
      new Uint8Array(3 * MiB),
    ];
    for (const content of contents) {
      const stored = member(content);
      const file = join(stored, "\x1f\x8b\x08 what follows belongs to others");
      for (const slice of [7, 4096, stored.length - 8, stored.length - 3, stored.length, file.length]) {
        const inflater = openNativeInflater(zlib)!;
        const { decoded, consumed } = inflate(inflater, file, slice);
        const { ended, problem, bytesIn, bytesOut } = inflater;
        expect({ consumed, ended, problem, bytesIn, bytesOut }, `${content.length} bytes, slices of ${slice}`).toEqual({
          consumed: stored.length,
          ended: true,
          problem: undefined,
          bytesIn: stored.length,
          bytesOut: content.length,
        });
        expect(Buffer.compare(decoded, content)).toBe(0);
        inflater.close();
      }
    }
  });

  it("says what is wrong, and loses at most 64 KiB before it", () => {
    const content = bytesOf(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 10_007).join(" "));
    for (const length of [0, 1000, 200_000, 700_000, content.length]) {
      const before = content.subarray(0, length);
      // After a flush a block begins at a byte; 3 is not a type of block.
      const flushed = deflateRawSync(before, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
      for (const slice of [100, 32 * KiB, flushed.length + 100]) {
        const inflater = openNativeInflater(zlib)!;
        const { decoded } = inflate(inflater, join(flushed, Uint8Array.of(7), noise(100)), slice);
        expect([inflater.ended, inflater.problem]).toEqual([false, "invalid block type"]);
        expect(before.length - decoded.length).toBeLessThanOrEqual(64 * KiB);
        expect(Buffer.compare(decoded, before.subarray(0, decoded.length))).toBe(0);
      }
    }
    const stored = member(content);
    const checks = [
      [8, "incorrect data check"],
      [4, "incorrect length check"],
    ] as const;
    for (const [fromEnd, problem] of checks) {
      const wrong = stored.slice();
      wrong[wrong.length - fromEnd]! ^= 1;
      const inflater = openNativeInflater(zlib)!;
      inflate(inflater, wrong, 32 * KiB);
      expect([inflater.ended, inflater.problem]).toEqual([false, problem]);
    }
  });

  it("isn't offered where zlib streams lack the synchronous API", () => {
    const close = vi.fn();
    for (const stream of [{ close }, { close, _handle: null }, { close, _handle: { writeSync() {} } }]) {
      const createInflateRaw = (() => stream) as unknown as typeof zlib.createInflateRaw;
      expect(openNativeInflater({ ...zlib, createInflateRaw })).toBeUndefined();
    }
    expect(close).toHaveBeenCalledTimes(3);
  });
});

describe("a long gzip member that holds many records", () => {
  const records = Array.from({ length: 12 }, (_, id) => rawRecord(noise(100_000), { id: id + 1 }));
  const plain = join(...records);
  const zipped = new Uint8Array(gzipSync(plain));

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is inflated to the same records, wherever the chunks end, also before another member", async () => {
    const opened = vi.spyOn(zlib, "createInflateRaw");
    const { records: expected } = await readAll(plain);
    const blocks = expected.map(({ block }) => block);
    for (const source of [zipped, inChunks(zipped, 65_536), inChunks(zipped, 999)]) {
      opened.mockClear();
      const { records: seen, diagnostics } = await readAll(source);
      expect(seen.map(({ block }) => block)).toEqual(blocks);
      expect(diagnostics).toEqual([]);
      expect(opened).toHaveBeenCalledTimes(1);
    }
    const twice = await readAll(join(zipped, zipped));
    expect(twice.records.map(({ block }) => block)).toEqual([...blocks, ...blocks]);
    expect(twice.diagnostics).toEqual([]);
  });

  it("gives the same records by the portable inflater", async () => {
    const expected = await readAll(zipped);
    const withoutHandle = { close: () => {} } as unknown as ReturnType<typeof zlib.createInflateRaw>;
    const opened = vi.spyOn(zlib, "createInflateRaw").mockReturnValue(withoutHandle);
    expect(await readAll(zipped)).toEqual(expected);
    expect(opened).toHaveBeenCalled();
  });

  it("may have every field in its header", async () => {
    const header = Uint8Array.of(0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3);
    const fields = join(header, Uint8Array.of(3, 0, 1, 2, 3), "a name\0", "a comment\0");
    const headerCheck = crc32(fields) & 0xffff;
    const file = join(fields, Uint8Array.of(headerCheck & 0xff, headerCheck >> 8), zipped.subarray(10));
    const { records: seen, diagnostics } = await readAll(file);
    expect(seen.map(({ id }) => id)).toEqual(records.map((_, id) => `urn:test:${id + 1}`));
    expect(diagnostics).toEqual([]);
  });

  it("may be followed by zeros", async () => {
    const { records: seen, diagnostics } = await readAll(join(zipped, new Uint8Array(1000)));
    expect(seen.length).toBe(12);
    expect(diagnostics).toMatchObject([{ code: "crawl/garbage", offset: zipped.length }]);
  });

  it("that is cut off or has a wrong checksum is reported", async () => {
    const cut = await readAll(zipped.subarray(0, zipped.length - 50_000));
    expect([cut.records.length, codes(cut.diagnostics)]).toEqual([11, ["crawl/damaged-member"]]);
    const wrong = zipped.slice();
    wrong[wrong.length - 6]! ^= 1;
    expect(codes((await readAll(wrong)).diagnostics)).toEqual(["crawl/damaged-member"]);
  });

  it("is read no further once the signal is aborted", async () => {
    const controller = new AbortController();
    let seen = 0;
    const read = async (): Promise<void> => {
      for await (const _ of readWarc(inChunks(zipped, 16 * KiB), { signal: controller.signal })) {
        if (++seen === 2) controller.abort();
      }
    };
    await expect(read()).rejects.toThrow("aborted");
    expect(seen).toBe(2);
  });

  it("is stopped at the limit if it is a bomb, and the next records are read", async () => {
    // Noise after the zeros makes the member a long one.
    const zeros = new Uint8Array(80 * MiB);
    const bomb = gzipSync(rawRecord(join(zeros, noise(400_000)), { id: 1 }));
    const opened = vi.spyOn(zlib, "createInflateRaw");
    const reader = readWarc(join(bomb, gzipSync(rawRecord("next", { id: 2 }))));
    const seen: [string | undefined, number][] = [];
    for await (const record of reader) {
      let length = 0;
      for await (const part of record.blockStream()) length += part.length;
      seen.push([record.recordId, length]);
    }
    expect(opened).toHaveBeenCalled();
    expect(seen.map(([id]) => id)).toEqual(["urn:test:1", "urn:test:2"]);
    expect(seen[0]![1]).toBeGreaterThan(64 * MiB - 64 * KiB);
    expect(seen[0]![1]).toBeLessThanOrEqual(64 * MiB + 64 * KiB);
    expect(reader.diagnosticCounts).toEqual({ "crawl/damaged-member": 1 });
  });
});
