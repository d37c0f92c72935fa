import { collect, inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { readWarc } from "../src/index.js";
import { bytesOf, codes, compress, httpRecord, join, rawRecord, readAll } from "./warc-bytes.js";

const three = [rawRecord("one", { id: 1 }), httpRecord("<p>two</p>", [], { id: 2 }), rawRecord("three", { id: 3 })];
const payloads = ["one", "<p>two</p>", "three"];
const gzipped = (records: Uint8Array[]): Promise<Uint8Array[]> =>
  Promise.all(records.map((record) => compress(record, "gzip")));

describe("formats", () => {
  it("reads uncompressed files, with CDX's offsets and lengths", async () => {
    const { records, diagnostics } = await readAll(join(...three));
    expect(records.map(({ payload }) => payload)).toEqual(payloads);
    expect(records.map(({ offset }) => offset)).toEqual([0, three[0]!.length, three[0]!.length + three[1]!.length]);
    expect(records.map(({ length }) => length)).toEqual(three.map(({ length }) => length - 4));
    expect(diagnostics).toEqual([]);
  });

  it("reads gzip with a member for each record", async () => {
    const members = await gzipped(three);
    const { records, diagnostics } = await readAll(join(...members));
    expect(records.map(({ payload }) => payload)).toEqual(payloads);
    expect(records.map(({ length }) => length)).toEqual(members.map(({ length }) => length));
    expect(records[2]!.offset).toBe(members[0]!.length + members[1]!.length);
    expect(diagnostics).toEqual([]);
  });

  it("reads gzip with one member for all records, which then have no length of their own", async () => {
    const { records, diagnostics } = await readAll(await compress(join(...three), "gzip"));
    expect(records.map(({ payload }) => payload)).toEqual(payloads);
    expect(records.map(({ offset, length }) => [offset, length])).toEqual(Array(3).fill([0, undefined]));
    expect(diagnostics).toEqual([]);
  });

  it("reads gzip whose members end anywhere", async () => {
    const all = join(...three);
    const members = await gzipped([all.subarray(0, 100), all.subarray(100, 700), all.subarray(700)]);
    const { records, diagnostics } = await readAll(join(...members));
    expect(records.map(({ payload }) => payload)).toEqual(payloads);
    expect(diagnostics).toEqual([]);
  });

  it("counts offsets from baseOffset, so that a record fetched by range keeps its place", async () => {
    const members = await gzipped(three);
    const { records } = await readAll(members[1]!, { baseOffset: 5000 });
    expect(records.map(({ offset, length }) => [offset, length])).toEqual([[5000, members[1]!.length]]);
  });

  it("reads an empty file as no records", async () => {
    expect(await readAll(new Uint8Array(0))).toEqual({ records: [], diagnostics: [] });
  });

  it("says so when the file is something else", async () => {
    expect(await readAll(bytesOf("<!doctype html><title>no</title>"), { filename: "page.html" })).toMatchObject({
      error: "crawl/not-a-warc",
    });
    expect(await readAll(await compress(bytesOf("<!doctype html>"), "gzip"))).toMatchObject({
      error: "crawl/not-a-warc",
    });
  });

  it("reads ARC, version 1 and 2", async () => {
    const block = "HTTP/1.0 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone";
    const head = "1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n";
    const one = `filedesc://a.arc 0.0.0.0 20140216050221 text/plain ${head.length}\n${head}\nhttp://a.example/with space 1.2.3.4 20140216050222 text/html ${block.length}\n${block}\n`;
    const { records, diagnostics } = await readAll(bytesOf(one));
    expect(records).toMatchObject([
      { type: "warcinfo", uri: "filedesc://a.arc", offset: 0 },
      { type: "response", uri: "http://a.example/with space", status: 404, payload: "gone", block },
    ]);
    expect(diagnostics).toEqual([]);

    const two = `http://b.example/ 1.2.3.4 20140216050222 text/html 404 - - 0 a.arc ${block.length}\n${block}\n`;
    for await (const record of readWarc(bytesOf(two))) {
      expect(record).toMatchObject({
        format: "arc",
        version: "2",
        date: "2014-02-16T05:02:22Z",
        mimeType: "text/html",
      });
      expect(record.headers.get("result-code")).toBe("404");
    }
  });
});

describe("headers", () => {
  it("matches names in any case and keeps repeated and folded fields", async () => {
    const extra = "X-Note: first\r\n\tsecond\r\n  third\r\nx-note:fourth\r\n";
    for await (const { headers } of readWarc(rawRecord("x", { extra }))) {
      expect(headers.get("X-NOTE")).toBe("first second third");
      expect(headers.getAll("x-note")).toEqual(["first second third", "fourth"]);
      expect(headers.get("absent")).toBeUndefined();
      expect(headers.entries.slice(-3, -1)).toEqual([
        ["X-Note", "first\r\n\tsecond\r\n  third"],
        ["x-note", "fourth"],
      ]);
    }
  });

  it("removes angle brackets from URIs, and lower-cases types", async () => {
    const { records } = await readAll(rawRecord("x", { uri: "<https://a.example/>", type: "RESOURCE" }));
    expect(records).toMatchObject([{ id: "urn:test:1", uri: "https://a.example/", type: "resource" }]);
  });

  it("reads bytes that are not UTF-8 as windows-1252", async () => {
    const record = join(
      "WARC/1.0\r\nWARC-Type: resource\r\nX: ",
      Uint8Array.of(0xe9),
      "\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    );
    for await (const { headers } of readWarc(record)) expect(headers.get("x")).toBe("é");
  });

  it("knows versions 0.17 to 1.1 and reports others", async () => {
    for (const version of ["0.17", "0.18", "1.0", "1.1"]) {
      expect((await readAll(rawRecord("x", { version }))).diagnostics).toEqual([]);
    }
    const { records, diagnostics } = await readAll(rawRecord("x", { version: "2.0" }));
    expect(records).toHaveLength(1);
    expect(codes(diagnostics)).toEqual(["crawl/warc-version"]);
  });
});

describe("borrowed bytes", () => {
  it("gives block, payload and digests in any order, and a stream only once", async () => {
    for await (const record of readWarc(three[1]!)) {
      expect((await record.payload()).length).toBe(10);
      expect((await record.block()).length).toBe(record.contentLength);
      expect(await collect(record.payloadStream())).toEqual([await record.payload()]);
    }
    for await (const record of readWarc(three[1]!)) {
      await collect(record.blockStream());
      await expect(record.block()).rejects.toMatchObject({ code: "crawl/record-streamed" });
    }
  });

  it("throws when a record is read after the next one was asked for", async () => {
    const kept = await collect(readWarc(join(...three)));
    await expect(kept[0]!.block()).rejects.toMatchObject({ code: "crawl/record-gone" });
  });

  it("continues with the next record when one was read in part, or not at all", async () => {
    const ids: (string | undefined)[] = [];
    for await (const record of readWarc(inChunks(join(...three), 50))) {
      ids.push(record.recordId);
      if (record.recordId === "urn:test:2") for await (const _ of record.blockStream()) break;
    }
    expect(ids).toEqual(["urn:test:1", "urn:test:2", "urn:test:3"]);
  });

  it("skips what the filter rejects, without reading its block", async () => {
    const members = join(...(await gzipped(three)));
    for (const source of [members, join(...three)]) {
      const filter = ({
        type,
        http,
        mimeType,
        targetUri = "",
      }: Parameters<NonNullable<Parameters<typeof readWarc>[1]>["filter"] & {}>[0]) =>
        type === "response" && http?.status === 200 && mimeType === "text/html" && targetUri.endsWith("/2");
      const { records } = await readAll(source, { filter });
      expect(records.map(({ payload }) => payload)).toEqual(["<p>two</p>"]);
    }
  });

  it("streams a block that is longer than the buffer", async () => {
    const long = new Uint8Array(3_000_000).map((_, i) => i % 251);
    const file = await compress(join(rawRecord(long), three[2]!), "gzip");
    const records = readWarc(inChunks(file, 1000));
    const lengths: number[] = [];
    for await (const record of records) {
      let total = 0;
      for await (const part of record.blockStream()) {
        for (let i = 0; i < part.length && record.recordId === "urn:test:1"; i += 997)
          expect(part[i]).toBe((total + i) % 251);
        total += part.length;
      }
      lengths.push(total);
    }
    expect(lengths).toEqual([3_000_000, 5]);
    expect(records.diagnosticCounts).toEqual({});
  });
});

describe("abort and progress", () => {
  it("throws the signal's reason", async () => {
    const controller = new AbortController();
    const reading = async (): Promise<void> => {
      for await (const _ of readWarc(inChunks(join(...three), 10), { signal: controller.signal }))
        controller.abort("enough");
    };
    await expect(reading()).rejects.toBe("enough");
  });

  it("counts the file's bytes, never falling, up to its size", async () => {
    const members = join(...(await gzipped(three)));
    const done: number[] = [];
    await readAll(members, { onProgress: (progress) => done.push(progress.done) });
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(members.length);
  });
});
