import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ReadWarcOptions } from "../src/index.js";
import { codes, httpRecord, join, rawRecord, readAll } from "./warc-bytes.js";

/** Text that compresses badly, the same each time. */
const text = (length: number): string => {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return String.fromCharCode(97 + ((state >> 16) % 26));
  }).join("");
};

/** A zstd frame of raw blocks: nothing is compressed, so that it can be cut anywhere. */
function zstdFrame(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0x50)];
  for (let at = 0; at < bytes.length; at += 1000) {
    const block = bytes.subarray(at, at + 1000);
    const header = (block.length << 3) | (at + 1000 >= bytes.length ? 1 : 0);
    parts.push(Uint8Array.of(header & 255, (header >> 8) & 255, header >> 16), block);
  }
  return join(...parts);
}

const records = [1, 2, 3].map((id) => httpRecord(text(20_000), [], { id }));
const ids = async (file: Uint8Array, options: ReadWarcOptions = {}) => {
  const { records, diagnostics } = await readAll(file, options);
  const reported = diagnostics.map(({ message }) => message);
  return { ids: records.map(({ id }) => Number(id?.at(-1))), codes: codes(diagnostics), reported };
};

describe.each([
  ["gzip member", (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes))],
  ["zstd frame", zstdFrame],
] as const)("a %s", (container, compress) => {
  const [one, two, three] = records.map(compress) as [Uint8Array, Uint8Array, Uint8Array];

  it("that is cut off by the end of the file is reported once, and its record is yielded on request", async () => {
    const cut = two.subarray(0, two.length - 4000);
    for (const [truncated, expected] of [
      [false, [1]],
      [true, [1, 2]],
    ] as const) {
      expect(await ids(join(one, cut), { truncated })).toEqual({
        ids: expected,
        codes: ["crawl/damaged-member"],
        reported: [`The file ends inside the ${container}, after ${cut.length.toLocaleString("en")} bytes of it.`],
      });
    }
  });

  it("that is cut off before another one counts as damaged, like a corrupt one", async () => {
    const cut = two.subarray(0, two.length - 4000);
    const corrupt = two.slice();
    corrupt.fill(0xff, 5000, 5100);
    corrupt.fill(0xff, 6020, 6040);
    for (const bad of [cut, corrupt]) {
      const { ids: read, codes, reported } = await ids(join(one, bad, three), { truncated: true });
      expect(read).toEqual([1, 3]);
      // Blocks of the next frame can't be told from this one's.
      expect(codes).toContain("crawl/damaged-member");
      if (container === "gzip member") expect(codes).toHaveLength(1);
      expect(reported).toContainEqual(
        expect.stringMatching(
          `^The ${container} is damaged: .*\\. What was read of it may be wrong, and the rest is lost; reading continues [\\d,]+ bytes after its start\\.$`,
        ),
      );
      const last = await ids(join(one, corrupt));
      if (container === "gzip member") expect(last.reported[0]).toMatch(/the rest is lost; no record follows it\.$/);
    }
  });
});

it("says what is wrong with a file without naming options or functions, so that anyone can understand it", async () => {
  const bomb = "x".repeat(70 << 20);
  const limits = { headerBytes: 3000, headerLines: 50, blockBytes: 5000 };
  const files: [string, Uint8Array, ReadWarcOptions?][] = [
    ["crawl/block-too-large", httpRecord(text(9000))],
    ["crawl/payload-too-large", httpRecord(gzipSync(text(2000).repeat(5)), ["Content-Encoding: gzip"])],
    ["crawl/header-bytes", rawRecord("x", { extra: `X: ${text(5000)}\r\n` })],
    ["crawl/header-lines", rawRecord("x", { extra: "X: y\r\n".repeat(60) })],
    ["crawl/http-head", httpRecord("", [`X: ${text(4000)}`])],
    ["crawl/bad-encoding", httpRecord(brotliCompressSync(text(2000).repeat(5)), ["Content-Encoding: br"])],
    ["crawl/bad-encoding", httpRecord(gzipSync(bomb), ["Content-Encoding: gzip"]), {}],
    ["crawl/damaged-member", gzipSync(rawRecord(bomb)), {}],
  ];
  for (const [code, file, options = { limits }] of files) {
    const { diagnostics } = await readAll(join(file), options);
    const found = diagnostics.find((each) => each.code === code);
    expect(found?.message, code).toMatch(/(?:\d+,\d+ (?:bytes|lines)|\d+ (?:lines|times its size))/);
    for (const { message } of diagnostics) expect(message).not.toMatch(/\w\(\)|limits|[a-z][A-Z]/);
  }
});
