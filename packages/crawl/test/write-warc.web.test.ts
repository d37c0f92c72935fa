import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import {
  formatWarcFields,
  type Headers,
  type NewWarcRecord,
  parseWarcFields,
  readWarc,
  type WarcRecord,
  warcinfo,
  writeWarc,
} from "../src/index.js";
import { bytesOf, join, rawRecord, readAll } from "./warc-bytes.js";

const page: NewWarcRecord = {
  type: "response",
  targetUri: "https://a.example/",
  date: "2026-11-22T12:00:00Z",
  recordId: "urn:uuid:00000000-0000-4000-8000-000000000001",
  contentType: "application/http; msgtype=response",
  headers: [["WARC-IP-Address", "192.0.2.1"]],
  block: "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nabc",
};

/** The record with properties of its own. */
const plain = (record: WarcRecord): WarcRecord => ({
  format: record.format,
  version: record.version,
  type: record.type,
  headers: record.headers,
  contentLength: record.contentLength,
  offset: record.offset,
  length: record.length,
  truncated: record.truncated,
  block: () => record.block(),
  blockStream: () => record.blockStream(),
  payload: () => record.payload(),
  payloadStream: () => record.payloadStream(),
  verifyDigests: () => record.verifyDigests(),
});

const written = async (...args: Parameters<typeof writeWarc>): Promise<Uint8Array> =>
  join(...(await collect(writeWarc(...args))));

describe("new records", () => {
  it("get a header with all mandatory fields, and digests", async () => {
    expect(new TextDecoder().decode(await written([page], { compression: "none" }))).toBe(
      [
        "WARC/1.1",
        "WARC-Type: response",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        "WARC-Date: 2026-11-22T12:00:00Z",
        "WARC-Target-URI: https://a.example/",
        "WARC-IP-Address: 192.0.2.1",
        "Content-Type: application/http; msgtype=response",
        "WARC-Payload-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5",
        "WARC-Block-Digest: sha1:YS65BES4VUH7KGDBK5A36TTCGRSBY563",
        "Content-Length: 48",
        "",
        page.block,
        "",
        "",
      ].join("\r\n"),
    );
  });

  it("can be read back, with a gzip member for each", async () => {
    const info = warcinfo({ software: "test", isPartOf: "a set" }, { filename: "a.warc.gz" });
    const file = await written([info, page, { ...page, recordId: "urn:uuid:2" }], { digest: "sha256", version: "1.0" });
    const { records, diagnostics } = await readAll(file, { strict: true });
    expect(diagnostics).toEqual([]);
    expect(records.map(({ type, payload }) => [type, payload])).toEqual([
      ["warcinfo", "software: test\r\nisPartOf: a set\r\n"],
      ["response", "abc"],
      ["response", "abc"],
    ]);
    expect(records.reduce((sum, { length = 0 }) => sum + length, 0)).toBe(file.length);
    for await (const record of readWarc(file)) {
      expect(record.version).toBe("1.0");
      expect(record.recordId).toMatch(/^urn:uuid:./);
      expect(record.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      for (const { algorithm, verdict } of await record.verifyDigests())
        expect([algorithm, verdict]).toEqual(["sha256", "match"]);
    }
  });

  it("can't break out of their header", async () => {
    for (const bad of [
      { ...page, targetUri: "https://a.example/\r\nX: y" },
      { ...page, headers: [["X", "a\nb"]] },
      { ...page, headers: [["X y", "z"]] },
      { ...page, headers: [["", "z"]] },
    ] as NewWarcRecord[]) {
      await expect(written([bad])).rejects.toMatchObject({ code: "crawl/header-field" });
    }
  });
});

describe("records that were read", () => {
  it("keep version, header and block, folded and repeated fields included", async () => {
    const file = join(
      rawRecord("one", { version: "0.18", extra: "X-Fold: a\r\n\tb\r\nX-Twice: 1\r\nx-twice: 2\r\n" }),
      rawRecord(Uint8Array.of(0, 255, 13, 10), { id: 2 }),
    );
    expect(await written(readWarc(file), { compression: "none" })).toEqual(file);
  });

  it("keep a header's bytes: odd spaces, invalid UTF-8, lines without a name, bare LF", async () => {
    const odd = [
      rawRecord("a", { extra: "X-Space : a  \r\nx-none:b\r\nX-TAB:\tc\r\n" }),
      join(
        bytesOf("WARC/1.0\r\nWARC-Type: resource\r\nX: "),
        Uint8Array.from({ length: 0x80 }, (_, i) => 0x80 + i),
        bytesOf("\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2026\r\nContent-Length: 1\r\n\r\nb\r\n\r\n"),
      ),
      rawRecord("c", { extra: "X: Käse, 画像 \u{1f600}\r\n" }),
      rawRecord("d", { extra: "no name\r\n: nor here\r\n\u0000\r\n" }),
      bytesOf("warc/1.0\nwarc-type: resource\nContent-Length:1\n\ne\r\n\r\n"),
      rawRecord("f", { extra: "content-length: 1\r\n" }),
    ];
    for (const file of [...odd, join(...odd)]) {
      expect(await written(readWarc(file), { compression: "none" })).toEqual(file);
    }
  });

  it("are written with a new header when given other fields", async () => {
    for await (const record of readWarc(rawRecord("block", { extra: "x :y\r\n" }))) {
      const entries = [["WARC-Type", "resource"]] as const;
      const headers: Headers = { entries, get: () => undefined, getAll: () => [] };
      const changed: WarcRecord = { ...plain(record), headers };
      expect(new TextDecoder().decode(await written([changed], { compression: "none" }))).toBe(
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 5\r\n\r\nblock\r\n\r\n",
      );
    }
  });

  it("get their true Content-Length", async () => {
    const file = await written(readWarc(rawRecord("block", { contentLength: "five" })), { compression: "none" });
    const { records, diagnostics } = await readAll(file);
    expect(records).toMatchObject([{ block: "block" }]);
    expect(diagnostics).toEqual([]);
  });

  it("keep the rest of an odd header when their Content-Length is wrong", async () => {
    for (const [line, end] of [
      ["content-length : 50", "\r\n"],
      ["Content-Length: 50\r\n 1", "\r\n"],
      ["Content-Length: 50\r\nContent-Length:8", "\r\n"],
      ["Content-Length:", "\n"],
    ] as const) {
      const head = [
        "WARC/1.0",
        "WARC-Type: resource",
        "odd name: \xe4\rContent-Length: 3",
        line,
        "no name",
        "",
        "",
      ].join(end);
      const bytes = Uint8Array.from(head, (character) => character.charCodeAt(0));
      const next = rawRecord("next");
      const file = join(bytes, "block", "\r\n\r\n", next);
      const [first, ...others] = await collect(writeWarc(readWarc(file), { compression: "none" }));
      expect(new TextDecoder("latin1").decode(first), line).toBe(
        `${head.replace(line + end, "").slice(0, -end.length)}Content-Length: 5\r\n${end}block\r\n\r\n`,
      );
      expect(others).toEqual([next]);
    }
  });

  it("become WARC if they were ARC", async () => {
    const block = "HTTP/1.0 200 OK\r\n\r\nabc";
    const arc = bytesOf(`http://a.example/ 1.2.3.4 20140216050222 text/html ${block.length}\n${block}\n`);
    for await (const record of readWarc(await written(readWarc(arc)))) {
      expect(record).toMatchObject({
        format: "warc",
        type: "response",
        targetUri: "http://a.example/",
        date: "2014-02-16T05:02:22Z",
      });
      expect(record.headers.get("WARC-IP-Address")).toBe("1.2.3.4");
      expect(record.http?.status).toBe(200);
      expect(await record.block()).toEqual(bytesOf(block));
    }
  });
});

it("reads and writes warc-fields", () => {
  const fields = parseWarcFields("software: a\r\nrobots: classic\r\n  and polite\r\n\r\n");
  expect(fields.get("Robots")).toBe("classic and polite");
  expect(parseWarcFields(formatWarcFields(fields.entries)).entries).toEqual(fields.entries);
});

it("counts records, and stops when it is aborted", async () => {
  const done: number[] = [];
  await written([page, page], { onProgress: (progress) => done.push(progress.done) });
  expect(done).toEqual([1, 2]);
  await expect(written([page], { signal: AbortSignal.abort("enough") })).rejects.toBe("enough");
});

describe("arguments that only untyped callers can give", () => {
  const refused = async (record: unknown, options?: unknown): Promise<unknown> =>
    written([record as NewWarcRecord], options as Parameters<typeof writeWarc>[1]).catch((error: unknown) => error);

  it.each([
    [{ digest: "md5" }, /^digest is "md5".* sha1, sha256, none/],
    [{ compression: "zstd" }, /^compression is "zstd".* gzip, none/],
    [{ compression: true }, /^compression is true/],
    [{ version: "2.0" }, /^version is "2.0".* 1.0, 1.1/],
  ])("an unknown option: %j", async (options, message) => {
    expect(await refused(page, options)).toMatchObject({
      code: "crawl/write-option",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ["no type", { ...page, type: undefined }, /has the type undefined.* response/],
    ["an empty type", { ...page, type: "" }, /has the type ""/],
    ["a Date", { ...page, date: new Date(0) }, /has the date Date.* toISOString/],
    ["a date in milliseconds", { ...page, date: 0 }, /has the date 0/],
    ["a stream for a block", { ...page, block: new Blob(["A"]).stream() }, /has the block ReadableStream.* Uint8Array/],
    ["no block", { ...page, block: undefined }, /has the block undefined/],
    ["an ArrayBuffer for a block", { ...page, block: new ArrayBuffer(3) }, /has the block ArrayBuffer/],
  ])("a record with %s", async (_, record, message) => {
    expect(await refused(record)).toMatchObject({ code: "crawl/new-record", message: expect.stringMatching(message) });
  });
});
