import { collect, inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { readWarc } from "../src/index.js";
import { bytesOf, codes, compress, httpRecord, join, rawRecord, readAll } from "./warc-bytes.js";

const page = `<!doctype html><title>A page</title>${"<p>Some text, and more of it.</p>".repeat(50)}`;
const chunked = (bytes: Uint8Array, size = 100): Uint8Array => {
  const parts: (Uint8Array | string)[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    parts.push(`${part.length.toString(16)}\r\n`, part, "\r\n");
  }
  return join(...parts, "0\r\n\r\n");
};

/** The payload held in memory and streamed, which have to be the same, and what was reported for each. */
async function payloadOf(record: Uint8Array): Promise<{ payload: string; reported: string[] }> {
  const { records, diagnostics } = await readAll(record);
  const streamed: Uint8Array[] = [];
  const again = readWarc(inChunks(record, 7));
  for await (const each of again) streamed.push(...(await collect(each.payloadStream())));
  expect(new TextDecoder("latin1").decode(join(...streamed))).toBe(records[0]!.payload);
  expect(Object.keys(again.diagnosticCounts)).toEqual([...new Set(codes(diagnostics))]);
  return { payload: records[0]!.payload, reported: codes(diagnostics) };
}

// “<p>brotli</p>” by Node 20's `zlib.brotliCompressSync(…)`.
const brotli = Uint8Array.from(atob("CwaAPHA+YnJvdGxpPC9wPgM="), (character) => character.charCodeAt(0));
// “<p>zstd</p>” by zstandard 0.25.0 for Python: `ZstdCompressor(write_checksum=True).compress(…)`.
const zstd = Uint8Array.from(atob("KLUv/SQLWQAAPHA+enN0ZDwvcD5fgmxY"), (character) => character.charCodeAt(0));

describe("codings", () => {
  it("decodes chunked, gzip and deflate, also combined", async () => {
    const bytes = bytesOf(page);
    const gzip = await compress(bytes, "gzip");
    const cases: [Uint8Array, string[]][] = [
      [bytes, []],
      [bytes, ["Content-Encoding: identity"]],
      [chunked(bytes), ["Transfer-Encoding: chunked"]],
      [gzip, ["Content-Encoding: gzip"]],
      [gzip, ["content-encoding: X-GZIP"]],
      [
        join(await compress(bytes.subarray(0, 99), "gzip"), await compress(bytes.subarray(99), "gzip")),
        ["Content-Encoding: gzip"],
      ],
      [await compress(bytes, "deflate"), ["Content-Encoding: deflate"]],
      [await compress(bytes, "deflate-raw"), ["Content-Encoding: deflate"]],
      [chunked(gzip, 13), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]],
      [gzip, ["Transfer-Encoding: gzip, identity"]],
      [await compress(await compress(bytes, "deflate"), "gzip"), ["Content-Encoding: deflate, gzip"]],
      [
        await compress(await compress(bytes, "deflate"), "gzip"),
        ["Content-Encoding: deflate", "Content-Encoding: gzip"],
      ],
    ];
    for (const [body, headers] of cases) {
      expect(await payloadOf(httpRecord(body, headers)), headers.join()).toEqual({ payload: page, reported: [] });
    }
  });

  it("decodes Brotli and zstd with decoders that are loaded on demand", async () => {
    expect(await payloadOf(httpRecord(brotli, ["Content-Encoding: br"]))).toEqual({
      payload: "<p>brotli</p>",
      reported: [],
    });
    expect(await payloadOf(httpRecord(zstd, ["Content-Encoding: zstd"]))).toEqual({
      payload: "<p>zstd</p>",
      reported: [],
    });
  });

  it("gives a body as it is when its coding isn't the declared one, and reports it", async () => {
    for (const [header, code] of [
      ["Transfer-Encoding: chunked", "crawl/bad-chunking"],
      ["Content-Encoding: gzip", "crawl/bad-encoding"],
      ["Content-Encoding: deflate", "crawl/bad-encoding"],
      ["Content-Encoding: br", "crawl/bad-encoding"],
      ["Content-Encoding: zstd", "crawl/bad-encoding"],
      ["Content-Encoding: compress", "crawl/unknown-encoding"],
    ] as const) {
      expect(await payloadOf(httpRecord("<p>plain text</p>", [header])), header).toEqual({
        payload: "<p>plain text</p>",
        reported: [code],
      });
    }
  });

  it("gives what comes before the fault", async () => {
    const bytes = bytesOf(page);
    const cut = (await compress(bytes, "deflate")).slice(0, -10);
    const { payload, reported } = await payloadOf(httpRecord(cut, ["Content-Encoding: deflate"]));
    expect(reported).toEqual(["crawl/bad-encoding"]);
    expect(payload.length).toBeGreaterThan(20);
    expect(page.startsWith(payload)).toBe(true);

    const body = join(chunked(bytes).subarray(0, 230), "zz\r\nmore");
    const broken = await payloadOf(httpRecord(body, ["Transfer-Encoding: chunked"]));
    expect(broken.reported).toEqual(["crawl/bad-chunking"]);
    expect(page.startsWith(broken.payload.slice(0, 200))).toBe(true);
  });

  it("limits what a small body can inflate to", async () => {
    const bomb = await compress(await compress(new Uint8Array(8 << 20), "gzip"), "gzip");
    const { records, diagnostics } = await readAll(httpRecord(bomb, ["Content-Encoding: gzip, gzip"]), {
      limits: { blockBytes: 1 << 20 },
    });
    expect(records[0]!.payload.length).toBe(1 << 20);
    expect(codes(diagnostics)).toEqual(["crawl/payload-too-large"]);
  });
});

describe("HTTP heads", () => {
  it("reads status, method and headers", async () => {
    const request = rawRecord("POST /x HTTP/1.1\r\nHost: a.example\r\n\r\nbody", {
      type: "request",
      contentType: "application/http;msgtype=request",
    });
    for await (const { http, mimeType, ...record } of spread(
      readWarc(join(httpRecord("x", ["Set-Cookie: a", "set-cookie: b"]), request)),
    )) {
      if (http?.method === undefined) {
        expect(http).toMatchObject({ status: 200, startLine: "HTTP/1.1 200 OK" });
        expect(http?.headers.getAll("Set-Cookie")).toEqual(["a", "b"]);
        expect(mimeType).toBe("text/html");
      } else {
        expect(http).toMatchObject({ method: "POST" });
        expect(http.status).toBeUndefined();
        expect(new TextDecoder().decode(record.payload)).toBe("body");
      }
    }
  });

  it("reads a block without the empty line as just a head, as in some revisit records", async () => {
    const block = "HTTP/1.1 304 Not Modified\r\nETag: x\r\n";
    const { records } = await readAll(
      rawRecord(block, { type: "revisit", contentType: "application/http; msgtype=response" }),
    );
    expect(records).toMatchObject([{ status: 304, payload: "", block }]);
  });
});

async function* spread(records: ReturnType<typeof readWarc>) {
  for await (const record of records) {
    yield { http: record.http, mimeType: record.mimeType, payload: await record.payload() };
  }
}
