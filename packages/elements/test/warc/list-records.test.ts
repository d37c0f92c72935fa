import { readFileSync } from "node:fs";
import { readWarc, writeWarc } from "@alt2img/crawl";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { listRecords } from "../../src/warc/list-records.js";
import { previewRecord } from "../../src/warc/preview-record.js";
import type { RecordRow } from "../../src/warc/record-row.js";
import type { WarcPart } from "../../src/warc/tasks.js";

const sample = new Uint8Array(
  readFileSync(new URL("../../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url)),
);

async function listed(bytes: Uint8Array): Promise<{ rows: RecordRow[]; parts: WarcPart[] }> {
  const parts: WarcPart[] = [];
  await listRecords({ bytes, at: 0, total: bytes.length }, (part) => parts.push(part));
  return { rows: parts.flatMap((part) => part.rows), parts };
}

/** A server that can or can't send parts of a file. */
const opener =
  (bytes: Uint8Array, hasRanges: boolean) =>
  async (at: number): Promise<{ bytes: Uint8Array; at: number }> =>
    hasRanges ? { bytes: bytes.subarray(at), at } : { bytes, at: 0 };

describe("listRecords", () => {
  it("gives what readWarc gives", async () => {
    const { rows, parts } = await listed(sample);
    const expected = [];
    for await (const { type, targetUri, offset, length } of readWarc(sample))
      expected.push({ type, targetUri, offset, length });
    expect(rows.map(({ type, targetUri, offset, length }) => ({ type, targetUri, offset, length }))).toEqual(expected);
    expect(rows.map(({ index }) => index)).toEqual(rows.map((_, i) => i));
    expect(parts.at(-1)).toMatchObject({ done: sample.length, total: sample.length, problems: [] });
  });

  it("reports records while the file is still coming", async () => {
    let more: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => {
      more = resolve;
    });
    let isOver = false;
    async function* slowly(): AsyncGenerator<Uint8Array> {
      yield sample.subarray(0, 50_000);
      await waiting;
      isOver = true;
      yield sample.subarray(50_000);
    }
    const seen: boolean[] = [];
    await listRecords({ bytes: slowly(), at: 0 }, ({ rows }) => {
      if (rows.length > 0) seen.push(isOver);
      more?.();
    });
    expect(seen[0]).toBe(false);
  });

  it("counts what is broken, and lists what is cut off", async () => {
    const whole = await collect(
      writeWarc(
        [0, 1, 2].map((i) => ({ type: "resource", targetUri: `https://example.org/${i}`, block: "Text" })),
        { compression: "none" },
      ),
    );
    const text = new TextDecoder().decode(new Uint8Array(await new Blob(whole as BlobPart[]).arrayBuffer()));
    const records = text.split(/(?=WARC\/1\.1)/);
    const damaged = `${records[0]}garbage\r\n\r\n${records[1]}${records[2]!.slice(0, -6)}`;
    const { rows, parts } = await listed(new TextEncoder().encode(damaged));
    expect(rows.map(({ targetUri, truncated }) => [targetUri, truncated])).toEqual([
      ["https://example.org/0", false],
      ["https://example.org/1", false],
      ["https://example.org/2", true],
    ]);
    expect(
      parts
        .at(-1)!
        .problems.map(({ code }) => code)
        .sort(),
    ).toEqual(["crawl/garbage", "crawl/truncated-record"]);
  });
});

describe("previewRecord", () => {
  it.each([true, false])("finds each record again; the server sends parts: %s", async (hasRanges) => {
    const { rows } = await listed(sample);
    const openAt = opener(sample, hasRanges);
    for (const row of [rows[0]!, rows[5]!, rows.at(-1)!]) {
      const preview = await previewRecord(openAt, row);
      expect(preview.headers).toContainEqual(["WARC-Record-ID", `<${row.recordId}>`]);
    }
  });

  it("shows texts as texts, and other bytes in hexadecimal", async () => {
    const { rows } = await listed(sample);
    const page = rows.find(({ type, mimeType }) => type === "response" && mimeType === "text/html")!;
    const picture = rows.find(({ type, mimeType }) => type === "response" && mimeType === "image/png")!;
    expect(await previewRecord(opener(sample, true), page)).toMatchObject({
      isText: true,
      http: { startLine: expect.stringMatching(/^HTTP\/1\.1 200/) },
      text: expect.stringMatching(/<!doctype html>/i),
    });
    const { isText, text, shown, isCut } = await previewRecord(opener(sample, true), picture);
    expect([isText, shown, isCut]).toEqual([false, 256, true]);
    expect(text).toMatch(/^000000 {2}89 50 4e 47 0d 0a 1a 0a /);
  });

  it("finds records that share one gzip member", async () => {
    const lines = await collect(
      writeWarc(
        [0, 1, 2].map((i) => ({ type: "resource", targetUri: `https://example.org/${i}`, block: `Text ${i}` })),
        { compression: "none" },
      ),
    );
    const zipped = new Blob(lines as BlobPart[]).stream().pipeThrough(new CompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(zipped).arrayBuffer());
    const { rows } = await listed(bytes);
    expect(rows.length).toBe(3);
    for (const row of rows) expect((await previewRecord(opener(bytes, true), row)).text).toBe(`Text ${row.index}`);
  });
});
