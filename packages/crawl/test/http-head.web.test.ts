import { collectBytes } from "@alt2img/core";
import { inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { indexWarc, readWarc, warcinfo, writeWarc, writeWat } from "../src/index.js";
import { codes, httpRecord, type RawRecord, rawRecord, readAll } from "./warc-bytes.js";

const page = "<html lang=en><img src=a.png alt='A red apple'></html>";
const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
const declared: RawRecord = { type: "response", contentType: "application/http; msgtype=response" };

/** The one record of a file, read whole and in small pieces, which has to give the same. */
async function read(block: string, options: RawRecord = declared) {
  const file = rawRecord(block, options);
  const { records, diagnostics } = await readAll(file);
  const inPieces = await readAll(inChunks(file, 3));
  expect(inPieces).toEqual({ records, diagnostics });
  // As the only member of a gzip file a record is read by a shorter way.
  const zipped = await collectBytes(writeWarc(readWarc(rawRecord(block, options))));
  const twice = await readAll(new Uint8Array(await new Blob([zipped, zipped] as BlobPart[]).arrayBuffer()));
  for (const record of twice.records)
    expect(record).toMatchObject({ status: records[0]!.status, payload: records[0]!.payload });
  expect(records).toHaveLength(1);
  return { ...records[0]!, reported: codes(diagnostics) };
}

describe("interim responses", () => {
  it.each([
    ["HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\n"],
    ["HTTP/1.1 100 Continue\r\n\r\n"],
    ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nA: b\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"],
    ["HTTP/2 103\r\nlink: x\r\n\r\n"],
    ["HTTP/1.1 100 Continue\n\n"],
    [`HTTP/1.1 103 Early Hints\r\nLink: ${"x".repeat(5000)}\r\n\r\n`],
  ])("%j is skipped", async (interim) => {
    expect(await read(interim + ok + page)).toMatchObject({ status: 200, payload: page, reported: [] });
  });

  it("101 (Switching Protocols) is final", async () => {
    const block = `HTTP/1.1 101 Switching Protocols\r\n\r\n${ok}`;
    expect(await read(block)).toMatchObject({ status: 101, payload: ok, reported: [] });
  });

  it.each([
    ["HTTP/1.1 103 Early Hints\r\n\r\n", 103, ""],
    ["HTTP/1.1 100 Continue\r\n\r\n", 100, ""],
    ["HTTP/1.1 103 Early Hints\r\n\r\nHTT", 103, "HTT"],
    [`HTTP/1.1 100 Continue\r\n\r\n${page}`, 100, page],
    ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", 103, ""],
  ])("%j is reported when no final response follows", async (block, status, payload) => {
    expect(await read(block)).toMatchObject({ status, payload, reported: ["crawl/http-head"] });
    expect(await read(block, { ...declared, contentType: "text/html" })).toMatchObject({ status, payload });
    const { diagnostics } = await readAll(rawRecord(block, declared));
    expect(diagnostics[0]!.message).toBe(
      `The block holds an interim response (status ${status}) without the final response that must follow it.`,
    );
  });

  it("may be followed by a head without an empty line, which is the final one", async () => {
    expect(await read(`HTTP/1.1 100 Continue\r\n\r\n${ok.trimEnd()}\r\n${page}`)).toMatchObject({
      status: 200,
      payload: page,
      reported: ["crawl/http-head"],
    });
  });

  it("aren't part of the payload that is digested, written to a WAT, or indexed", async () => {
    const block = `HTTP/1.1 103 Early Hints\r\n\r\n${ok}${page}`;
    const record = { type: "response", targetUri: "https://example.org/", contentType: "application/http", block };
    const file = await collectBytes(writeWarc([warcinfo({}), record]));
    for await (const each of readWarc(file)) {
      for (const { verdict } of await each.verifyDigests()) expect(verdict).toBe("match");
    }
    const wat = await collectBytes(writeWat(readWarc(file), { filename: "a.warc.gz", compression: "none" }));
    expect(new TextDecoder().decode(wat)).toContain(`"Entity-Length":"${page.length}"`);
    for await (const { status } of indexWarc(file, { filename: "a.warc.gz" })) expect(status).toBe(200);
  });
});

describe("a response without a status line", () => {
  it.each([page, "\r\n", "200 OK\r\n\r\nbody", "Content-Type: text/html\r\n\r\nbody"])(
    "%j is the payload, with a diagnostic",
    async (block) => {
      expect(await read(block)).toMatchObject({ status: undefined, payload: block, reported: ["crawl/http-head"] });
    },
  );

  it("has no type, so the bytes decide", async () => {
    for await (const { mimeType } of readWarc(rawRecord(page, declared))) expect(mimeType).toBeUndefined();
  });

  it("may begin in lower case, or be of another protocol", async () => {
    expect(await read(`http/1.0 200 OK\r\n\r\n${page}`)).toMatchObject({ status: 200, payload: page, reported: [] });
    expect(await read(`ICY 200 OK\r\n\r\n${page}`)).toMatchObject({ status: 200, payload: page, reported: [] });
  });
});

describe("a head without an empty line", () => {
  it("ends with its last field, with a diagnostic", async () => {
    expect(await read("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")).toMatchObject({
      status: 200,
      payload: "",
      reported: ["crawl/http-head"],
    });
    expect(await read(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${page}`)).toMatchObject({
      status: 200,
      payload: page,
      reported: ["crawl/http-head"],
    });
    expect(await read("HTTP/1.1 200 OK")).toMatchObject({ status: 200, payload: "", reported: ["crawl/http-head"] });
  });

  it("is usual in a revisit record", async () => {
    const revisit = { ...declared, type: "revisit" };
    expect(await read("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", revisit)).toMatchObject({
      status: 200,
      payload: "",
      reported: [],
    });
  });
});

it.each(["text/html", "text/html; charset=utf-8", "text/plain", "", "application/octet-stream"])(
  "a response record of type %j that holds an HTTP message is read as such",
  async (contentType) => {
    expect(await read(ok + page, { type: "response", contentType })).toMatchObject({
      status: 200,
      payload: page,
      reported: [],
    });
    expect(await read(page, { type: "response", contentType })).toMatchObject({
      status: undefined,
      payload: page,
      reported: [],
    });
  },
);

it("a body declared chunked twice is chunked once", async () => {
  const body = `${page.length.toString(16)}\r\n${page}\r\n0\r\n\r\n`;
  for (const lines of [
    ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
    ["Transfer-Encoding: chunked, chunked"],
    ["transfer-encoding: Chunked", "Transfer-Encoding: identity, chunked"],
  ]) {
    const { records, diagnostics } = await readAll(httpRecord(body, lines));
    expect([records[0]!.payload, diagnostics]).toEqual([page, []]);
  }
});
