import type { Diagnostic } from "@alt2img/core";
import { inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { type ReadWarcOptions, readWarc } from "../src/index.js";
import { bytesOf, codes, compress, httpRecord, join, type RawRecord, rawRecord } from "./warc-bytes.js";

const page = `<html lang=en>${"<img src=a.png alt='A red apple'>".repeat(40)}</html>`;
const longPage = page.repeat(1500);
const http = (id: number, options: RawRecord = {}, headers: string[] = [], body = page): Uint8Array =>
  httpRecord(body, headers, { id, ...options });
const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;

type Seen = { id: string; status: number | undefined; payload: string; truncated: boolean };

/** What is read of a file: the same whole and in pieces, and with a filter by status, which needs the HTTP head early. */
async function read(file: Uint8Array, { truncated = true }: ReadWarcOptions = {}) {
  const once = async (source: Parameters<typeof readWarc>[0], options: ReadWarcOptions) => {
    const records: Seen[] = [];
    const diagnostics: Diagnostic[] = [];
    const onDiagnostic = (diagnostic: Diagnostic): number => diagnostics.push(diagnostic);
    for await (const record of readWarc(source, { truncated, onDiagnostic, ...options })) {
      const payload = new TextDecoder().decode(await record.payload());
      const { recordId = "", http, truncated } = record;
      records.push({ id: recordId.replace("urn:test:", ""), status: http?.status, payload, truncated });
    }
    return { records, reported: codes(diagnostics), messages: diagnostics.map(({ message }) => message) };
  };
  const whole = await once(file, {});
  for (const size of file.length > 1 << 20 ? [100_000, 10_007] : [1000, 7]) {
    expect(await once(inChunks(file, size), {}), `in pieces of ${size}`).toEqual(whole);
  }
  const wanted = await once(file, { filter: ({ http }) => http === undefined || http.status === 200 });
  expect(wanted.records).toEqual(whole.records.filter(({ status }) => status === undefined || status === 200));
  return whole;
}

const withoutLength = (record: Uint8Array): Uint8Array => {
  const text = new TextDecoder("latin1").decode(record);
  const at = text.indexOf("Content-Length: ");
  return join(record.subarray(0, at), record.subarray(text.indexOf("\r\n", at) + 2));
};
const whole = (id: number, payload = page): Seen => ({ id: String(id), status: 200, payload, truncated: false });
const cut = (id: number, payload = page): Seen => ({ ...whole(id, payload), truncated: true });

describe("a record without a numeric Content-Length", () => {
  const lengths = ["", "-1", "ten", "1e3", "1,200", "99999999999999999999"];

  it.each(lengths)("%j is read up to the next record, including its HTTP head", async (contentLength) => {
    const odd = http(1, { contentLength });
    for (const file of [join(odd, http(2)), join(http(2), odd), await compress(join(odd, http(2)), "gzip")]) {
      const { records, reported } = await read(file);
      expect(records.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([whole(1), whole(2)]);
      expect(reported).toEqual(["crawl/content-length"]);
    }
    const members = join(await compress(odd, "gzip"), await compress(http(2), "gzip"));
    expect(await read(members)).toMatchObject({ records: [whole(1), whole(2)], reported: ["crawl/content-length"] });
  });

  it("is distinguished from one without the field", async () => {
    const none = await read(join(withoutLength(http(1)), http(2)));
    expect(none).toMatchObject({
      records: [whole(1), whole(2)],
      messages: ["There is no Content-Length; the block ends where the next record or the file does."],
    });
    const odd = await read(http(1, { contentLength: "ten" }));
    expect(odd.messages).toEqual([
      "Content-Length is “ten”, not a number of bytes; the block ends where the next record or the file does.",
    ]);
  });

  it("is read to its end when it is long", async () => {
    const odd = withoutLength(http(1, {}, [], longPage));
    for (const file of [join(odd, http(2)), await compress(join(odd, http(2)), "gzip")]) {
      expect(await read(file)).toEqual({
        records: [whole(1, longPage), whole(2)],
        reported: ["crawl/content-length"],
        messages: [expect.stringContaining("There is no Content-Length")],
      });
    }
    expect(await read(odd)).toMatchObject({ records: [whole(1, longPage)], reported: ["crawl/content-length"] });
  });

  it("ends where its HTTP message does, not at a record in it", async () => {
    const nested = new TextDecoder().decode(rawRecord("nested", { id: 9 }));
    const odd = withoutLength(http(1, {}, [`Content-Length: ${nested.length}`], nested));
    for (const file of [join(odd, http(2)), odd]) {
      expect((await read(file)).records[0]).toEqual(whole(1, nested));
    }
  });

  it("ends at its member's end, without the file's line ends", async () => {
    const odd = withoutLength(rawRecord("block of 1", { id: 1 }));
    const { records } = await read(join(await compress(odd, "gzip"), await compress(http(2), "gzip")));
    expect(records).toEqual([{ id: "1", status: undefined, payload: "block of 1", truncated: false }, whole(2)]);
  });
});

describe("a Content-Length that is too large", () => {
  it.each([2000, 5000, 5_000_000, 999_999_999_999])("of %i leaves the next records where they are", async (length) => {
    const others = Array.from({ length: 1500 }, (_, i) => http(i + 2));
    const file = join(http(1, { contentLength: length }), ...others);
    const expected = [cut(1), ...others.map((_, i) => whole(i + 2))];
    for (const bytes of [file, await compress(file, "gzip")]) {
      const { records, reported } = await read(bytes);
      expect(records).toEqual(expected);
      expect(reported).toEqual(["crawl/content-length"]);
    }
  });

  it.each([5_000_000, 999_999_999_999])("of %i does so after a long block, too", async (contentLength) => {
    const file = join(http(1, { contentLength }, [], longPage), http(2), http(3));
    for (const bytes of [file, await compress(file, "gzip")]) {
      expect(await read(bytes)).toMatchObject({
        records: [cut(1, longPage), whole(2), whole(3)],
        reported: ["crawl/content-length"],
      });
    }
  });

  it("that is right is believed, whatever the block holds", async () => {
    const nested = new TextDecoder().decode(join(...Array.from({ length: 1500 }, (_, i) => http(i + 2))));
    for (const [headers, body] of [
      [[], nested],
      [[], `About records:\r\n\r\n${nested}`],
      [[`Content-Length: ${nested.length}`], nested],
      [["Transfer-Encoding: chunked"], chunked(nested)],
    ] as const) {
      const file = join(http(1, {}, [...headers], body), http(2));
      const payload = headers[0] === "Transfer-Encoding: chunked" ? nested : body;
      expect(await read(file)).toMatchObject({ records: [whole(1, payload), whole(2)], reported: [] });
    }
    const resource = join(rawRecord(nested, { id: 1 }), http(2));
    expect((await read(resource)).records.map(({ id }) => id)).toEqual(["1", "2"]);
  });
});

describe("a record that is cut off, directly followed by the next one", () => {
  const clipped = (missing: number, options: RawRecord = {}): Uint8Array =>
    http(1, { contentLength: 62 + page.length + missing, end: "", ...options });

  it.each([1, 40, 150, 386, 500, 1600, 5000, 3_000_000])("%i bytes short, swallows nothing", async (missing) => {
    const file = join(clipped(missing), http(2), http(3), http(4));
    for (const bytes of [file, await compress(file, "gzip")]) {
      const { records, reported } = await read(bytes);
      expect(records).toEqual([cut(1), whole(2), whole(3), whole(4)]);
      expect(reported).toEqual(["crawl/content-length"]);
    }
  });

  it("in its HTTP head, keeps what is left of that", async () => {
    const head = bytesOf("HTTP/1.1 200 OK\r\nContent-Type: text/html; cha");
    const one = rawRecord(head, {
      id: 1,
      type: "response",
      contentType: "application/http",
      contentLength: 900,
      end: "",
    });
    const { records } = await read(join(one, http(2)));
    expect(records).toEqual([cut(1, ""), whole(2)]);
  });

  it("in the middle of a long block", async () => {
    const file = join(http(1, { contentLength: 3_000_000, end: "" }, [], longPage), http(2), http(3));
    expect(await read(file)).toMatchObject({ records: [cut(1, longPage), whole(2), whole(3)] });
  });

  it("after garbage that doesn't end with a line end", async () => {
    const { records, reported } = await read(join(http(1), "garbage without an end", http(2)));
    expect(records).toEqual([whole(1), whole(2)]);
    expect(reported).toEqual(["crawl/garbage"]);
  });

  it("isn't confused by a page about WARC", async () => {
    const about = "<p>A record starts with WARC/1.0 and its fields, WARC-Type: response and others. WARC/1.1\r\n<p>";
    const one = http(1, { contentLength: 9000 }, [], about);
    expect(await read(join(one, http(2)))).toMatchObject({ records: [cut(1, about), whole(2)] });
  });

  it("can be in an ARC file", async () => {
    const content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<a href=http://x.example/>x";
    const line = (id: number, length: number): string =>
      `http://a.example/${id} 192.0.2.1 20140216050222 text/html ${length}\n`;
    const text = (missing: number): string =>
      `${line(1, content.length + missing)}${content}${line(2, content.length)}${content}\n${line(3, content.length)}${content}\n`;
    for (const missing of [1, 20, 90, 170, 5000]) {
      const seen: unknown[] = [];
      const records = readWarc(bytesOf(text(missing)), { truncated: true });
      for await (const { targetUri, truncated } of records) seen.push([targetUri, truncated]);
      expect(seen, String(missing)).toEqual([
        ["http://a.example/1", true],
        ["http://a.example/2", false],
        ["http://a.example/3", false],
      ]);
      expect(records.diagnosticCounts).toEqual({ "crawl/content-length": 1 });
    }
  });
});

describe("a page that its HTTP message says is whole", () => {
  const forms = [
    [[`Content-Length: ${page.length}`], page, page],
    [[`Content-Length: ${page.length + 2}`], `${page}\r\n`, `${page}\r\n`],
    [["Transfer-Encoding: chunked"], chunked(page), page],
    [["Transfer-Encoding: chunked"], chunked(page).replace(/\r\n$/, "Expires: 0\r\n\r\n"), page],
    [[`Content-Length: ${page.length + 4}`], `${page}\r\n\r\n`, `${page}\r\n\r\n`],
    [["Content-Length: 0"], "", ""],
  ] as const;

  it.each(forms)("%j isn't truncated, though its Content-Length is too large", async (headers, body, payload) => {
    for (const contentLength of [5000, 5_000_000]) {
      const odd = http(1, { contentLength }, [...headers], body);
      for (const file of [join(odd, http(2)), join(await compress(odd, "gzip"), await compress(http(2), "gzip"))]) {
        const { records, reported, messages } = await read(file, { truncated: false });
        expect(records).toEqual([whole(1, payload), whole(2)]);
        expect(reported).toEqual(["crawl/content-length"]);
        expect(messages[0]).toMatch(/^Content-Length is \d+, but the block has \d+ bytes, all of its HTTP message\.$/);
      }
      const others = Array.from({ length: 1000 }, (_, i) => http(i + 2));
      const { records, reported } = await read(join(odd, ...others), { truncated: false });
      expect(records).toEqual([whole(1, payload), ...others.map((_, i) => whole(i + 2))]);
      expect(reported).toEqual(["crawl/content-length"]);
      const last = await read(join(http(2), odd), { truncated: false });
      expect(last).toMatchObject({ records: [whole(2), whole(1, payload)], reported: ["crawl/content-length"] });
    }
  });

  it("also when the next record directly follows, and when it is long", async () => {
    const odd = http(1, { contentLength: 5000, end: "" }, [`Content-Length: ${page.length}`]);
    expect((await read(join(odd, http(2)))).records).toEqual([whole(1), whole(2)]);
    for (const [headers, body] of [
      [[`Content-Length: ${longPage.length}`], longPage],
      [["Transfer-Encoding: chunked"], chunked(longPage)],
    ] as const) {
      const long = http(1, { contentLength: 8_000_000 }, [...headers], body);
      for (const file of [join(long, http(2)), join(http(2), long)]) {
        const { records, reported } = await read(file);
        expect(records.find(({ id }) => id === "1")).toEqual(whole(1, longPage));
        expect([records.length, reported]).toEqual([2, ["crawl/content-length"]]);
      }
    }
  });

  it("is truncated when the message says more than there is, or less", async () => {
    for (const length of [1, 2, 3, 4, 5, -1, -1000].map((more) => page.length + more)) {
      const odd = http(1, { contentLength: 5000 }, [`Content-Length: ${length}`]);
      expect((await read(join(odd, http(2)))).records).toEqual([cut(1), whole(2)]);
    }
    const open = http(1, { contentLength: 5000 }, ["Transfer-Encoding: chunked"], chunked(page).slice(0, -5));
    expect((await read(join(open, http(2)))).records[0]).toMatchObject({ truncated: true });
  });
});
