import { collectBytes } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { readWarc, writeWarc } from "../src/index.js";
import { codes, compress, httpRecord, join, readAll } from "./warc-bytes.js";

const page = `<html lang=en>${"<img src=a.png alt='A red apple'>".repeat(50)}</html>`;
const first = httpRecord(page, [], { id: 1 });
const second = httpRecord(page, [], { id: 2 });

async function truncatedOf(source: Uint8Array, truncated?: boolean) {
  const seen: unknown[] = [];
  for await (const record of readWarc(source, truncated === undefined ? {} : { truncated })) {
    seen.push([record.recordId, record.truncated, (await record.payload()).length]);
  }
  return seen;
}

describe("a record that is cut short", () => {
  it.each([1, 5, 100])("is yielded with the option, marked, %i bytes before its end", async (missing) => {
    const file = join(first, second.subarray(0, second.length - 4 - missing));
    expect(await truncatedOf(file)).toEqual([["urn:test:1", false, page.length]]);
    expect(await truncatedOf(file, true)).toEqual([
      ["urn:test:1", false, page.length],
      ["urn:test:2", true, page.length - missing],
    ]);
    expect(codes((await readAll(file, { truncated: true })).diagnostics)).toEqual(["crawl/truncated-record"]);
  });

  it("is whole when only the line ends after it are missing", async () => {
    expect(await truncatedOf(second.subarray(0, second.length - 4), true)).toEqual([
      ["urn:test:2", false, page.length],
    ]);
  });

  it("is yielded from a gzip member that is cut off", async () => {
    const zipped = await compress(second, "gzip");
    const file = join(await compress(first, "gzip"), zipped.subarray(0, zipped.length - 20));
    const { records, diagnostics } = await readAll(file, { truncated: true });
    expect(records.map(({ id }) => id)).toEqual(["urn:test:1", "urn:test:2"]);
    expect(page.startsWith(records[1]!.payload)).toBe(true);
    expect(codes(diagnostics)).toEqual(["crawl/damaged-member"]);
  });

  it("isn't yielded from a truncated gzip member that others follow: their bytes would be inflated as its own", async () => {
    const varied = Array.from({ length: 400 }, (_, i) => `<img src=${(i * 7919) % 1009}.png alt='${i * i}'>`).join("");
    const cut = await compress(httpRecord(varied, [], { id: 1 }), "gzip");
    const whole = await compress(second, "gzip");
    for (const missing of [20, 100, 300, 700]) {
      const file = join(cut.subarray(0, cut.length - missing), whole);
      const { records, diagnostics } = await readAll(file, { truncated: true });
      expect(records.map(({ id, payload }) => [id, payload.length])).toEqual([["urn:test:2", page.length]]);
      expect(codes(diagnostics)).toEqual(["crawl/damaged-member"]);
    }
  });

  it("is yielded when it ends within its HTTP head", async () => {
    const file = second.subarray(0, new TextDecoder().decode(second).indexOf("<html") - 10);
    const { records, diagnostics } = await readAll(file, { truncated: true });
    expect(records).toMatchObject([{ id: "urn:test:2", status: 200, payload: "" }]);
    expect(codes(diagnostics)).toContain("crawl/truncated-record");
  });

  it("is marked when another record or its member's end comes too early", async () => {
    const clipped = httpRecord(page, [], { id: 1, contentLength: page.length + 500 });
    expect(await truncatedOf(join(clipped, second))).toEqual([
      ["urn:test:1", true, page.length],
      ["urn:test:2", false, page.length],
    ]);
    expect(await truncatedOf(join(await compress(clipped, "gzip"), await compress(second, "gzip")))).toEqual([
      ["urn:test:1", true, page.length],
      ["urn:test:2", false, page.length],
    ]);
  });

  it("is marked after it has been read, when it is long", async () => {
    const long = httpRecord(page.repeat(800), [], { id: 3 });
    for await (const record of readWarc(long.subarray(0, long.length - 100))) {
      await record.block();
      expect(record.truncated).toBe(true);
    }
  });

  it("is written with its true length", async () => {
    const file = second.subarray(0, second.length - 50);
    const again = await collectBytes(writeWarc(readWarc(file, { truncated: true }), { compression: "none" }));
    expect(await truncatedOf(again, true)).toEqual([["urn:test:2", false, page.length - 46]]);
  });
});

describe("a file whose lines end in CR CR LF", () => {
  const doubled = (bytes: Uint8Array): Uint8Array =>
    new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll("\n", "\r\n"));

  it("is read, whether its blocks have grown or not", async () => {
    const html = "<html>\n<p>\n</html>";
    const records = [1, 2].map((id) => httpRecord(html, [], { id }));
    const file = doubled(join(...records));
    const { records: seen, diagnostics } = await readAll(file);
    expect(seen.map(({ id, status, payload }) => [id, status, payload])).toEqual(
      [1, 2].map((id) => [`urn:test:${id}`, 200, html.replaceAll("\n", "\r\n")]),
    );
    expect(codes(diagnostics)).toContain("crawl/doubled-cr");

    const onlyHeads = join(
      ...records.map((record) => {
        const end = new TextDecoder().decode(record).indexOf("<html");
        return join(doubled(record.subarray(0, end)), record.subarray(end));
      }),
    );
    expect((await readAll(onlyHeads)).records.map(({ id, status }) => [id, status])).toEqual([
      ["urn:test:1", 200],
      ["urn:test:2", 200],
    ]);
  });
});
