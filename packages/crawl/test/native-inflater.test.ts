import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { codes, join, rawRecord, readAll } from "./warc-bytes.js";

const records = Array.from({ length: 12 }, (_, id) => rawRecord(new Uint8Array(randomBytes(100_000)), { id: id + 1 }));
const plain = join(...records);
const zipped = new Uint8Array(gzipSync(plain));

describe("a long gzip member that holds many records", () => {
  it("is inflated to the same records, wherever the chunks end, and also before another member", async () => {
    const { records: expected } = await readAll(plain);
    const blocks = expected.map(({ block }) => block);
    for (const source of [zipped, inChunks(zipped, 65_536), inChunks(zipped, 999)]) {
      const { records: seen, diagnostics } = await readAll(source);
      expect(seen.map(({ block }) => block)).toEqual(blocks);
      expect(diagnostics).toEqual([]);
    }
    const twice = await readAll(join(zipped, zipped));
    expect(twice.records.map(({ block }) => block)).toEqual([...blocks, ...blocks]);
    expect(twice.diagnostics).toEqual([]);
  });

  it("that is cut off or has a wrong check sum is reported", async () => {
    const cut = await readAll(zipped.subarray(0, zipped.length - 50_000));
    expect([cut.records.length, codes(cut.diagnostics)]).toEqual([11, ["crawl/damaged-member"]]);
    const wrong = zipped.slice();
    wrong[wrong.length - 6]! ^= 1;
    expect(codes((await readAll(wrong)).diagnostics)).toEqual(["crawl/damaged-member"]);
  });
});
