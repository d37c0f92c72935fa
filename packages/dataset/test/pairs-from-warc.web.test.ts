import { collectBytes, type Diagnostic, type Progress } from "@alt2img/core";
import { writeWarc } from "@alt2img/crawl";
import { collect, inChunks } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { htmlPagesFromWarc, pairsFromHtml, pairsFromWarc } from "../src/index.js";
import { response, warcFile } from "./warc.js";

const page = (n: number): string => `<p>page ${n}<img src="${n}.png" alt="image ${n}"><img src="${n}b.png">`;
const urlOf = (n: number): string => `https://example.org/${n}/`;

async function texts(file: Uint8Array, options = {}): Promise<string[]> {
  return (await collect(pairsFromWarc(file, options))).map(({ text }) => text);
}

test("the pairs of every page, with its record's location", async () => {
  const records = [1, 2, 3].map((n) => response({ url: urlOf(n), html: page(n) }));
  const file = await warcFile(...records);
  const pairs = await collect(pairsFromWarc(inChunks(file, 100), { filename: "c.warc.gz" }));
  expect(pairs.map(({ imageUrl, text, pageUrl }) => [imageUrl, text, pageUrl])).toEqual(
    [1, 2, 3].map((n) => [`${urlOf(n)}${n}.png`, `image ${n}`, urlOf(n)]),
  );
  for (const { filename, offset, length, pageUrl } of pairs) {
    expect(filename).toBe("c.warc.gz");
    // The range is just the record.
    const alone = await collect(pairsFromWarc(file.subarray(offset!, offset! + length!)));
    expect(alone).toMatchObject([{ pageUrl, offset: 0, length }]);
  }
});

test("counts are available at any time, and at the end", async () => {
  const stream = pairsFromWarc(await warcFile(...[1, 2].map((n) => response({ url: urlOf(n), html: page(n) }))));
  const seen: number[] = [];
  for await (const _ of stream) seen.push(stream.counts.pages);
  expect(seen).toEqual([1, 2]);
  expect(stream.counts).toEqual({
    pages: 2,
    pagesTruncated: 0,
    pagesRejected: { "no text": 2 },
    images: 4,
    read: 4,
    kept: 2,
    rejected: { "no text": 2 },
    failed: 0,
    diagnostics: {},
  });
});

test("a second loop throws: it would look like a crawl without pairs", async () => {
  const stream = pairsFromWarc(await warcFile(response({ url: urlOf(1), html: page(1) })));
  expect(await collect(stream)).toHaveLength(1);
  await expect(collect(stream)).rejects.toMatchObject({ code: "dataset/read-twice" });
});

describe("which records are pages", () => {
  const html = page(1);
  const url = urlOf(1);
  test.each([
    ["a response with 404", response({ url, html, status: 404 }), 0],
    ["a redirect", response({ url, html, status: 301 }), 0],
    ["JSON", response({ url, html, headers: ["Content-Type: application/json"] }), 0],
    ["XHTML", response({ url, html, headers: ["Content-Type: application/xhtml+xml"] }), 1],
    ["HTML in odd letters", response({ url, html, headers: ["content-TYPE:  Text/HTML ;charset=utf-8"] }), 1],
    ["no Content-Type, but a doctype", response({ url, html: `<!DOCTYPE html>${html}`, headers: [] }), 1],
    ["no Content-Type, after a comment", response({ url, html: `\n<!-- hi --><html>${html}`, headers: [] }), 1],
    ["no Content-Type and no sign of HTML", response({ url, html: `GIF89a ${html}`, headers: [] }), 0],
    ["a resource", { type: "resource", targetUri: url, contentType: "text/html", block: html }, 1],
    ["a resource that is an image", { type: "resource", targetUri: url, contentType: "image/png", block: html }, 0],
    ["a request", { ...response({ url, html }), type: "request" }, 0],
    ["metadata", { type: "metadata", targetUri: url, contentType: "text/html", block: html }, 0],
  ])("%s", async (_, record, count) => {
    expect(await texts(await warcFile(record))).toHaveLength(count);
  });

  test("other statuses on request", async () => {
    const file = await warcFile(response({ url, html, status: 404 }), response({ url, html: page(2) }));
    expect(await texts(file, { statuses: [404] })).toEqual(["image 1"]);
    expect(await texts(file, { statuses: [200, 404] })).toEqual(["image 1", "image 2"]);
  });
});

test("encodings: chunked, gzip, and a charset in the header", async () => {
  const stream = new Blob([page(1)]).stream().pipeThrough(new CompressionStream("gzip"));
  const gzip = new Uint8Array(await new Response(stream).arrayBuffer());
  const latin1 = Uint8Array.of(...new TextEncoder().encode("<img src=a alt="), 0xe9, 0x3e);
  const type = "Content-Type: text/html";
  const file = await warcFile(
    response({ url: urlOf(1), html: gzip, headers: [type, "Content-Encoding: gzip"] }),
    response({
      url: urlOf(2),
      html: "a\r\n<img src=a\r\n7\r\n alt=b>\r\n0\r\n\r\n",
      headers: [type, "Transfer-Encoding: chunked"],
    }),
    response({ url: urlOf(3), html: latin1, headers: [`${type}; charset=latin1`] }),
  );
  expect(await texts(file)).toEqual(["image 1", "b", "é"]);
});

describe("damage loses only what is damaged", () => {
  async function read(file: Uint8Array): Promise<{ texts: string[]; diagnostics: Diagnostic[] }> {
    const diagnostics: Diagnostic[] = [];
    const stream = pairsFromWarc(file, {
      filename: "c.warc",
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    });
    const pairs = await collect(stream);
    const counted = Object.values(stream.counts.diagnostics).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(diagnostics.length);
    return { texts: pairs.map(({ text }) => text), diagnostics };
  }

  test.each([undefined, "/relative", "https://["])("a page whose URL is %s", async (url) => {
    const { targetUri: _, ...bad } = response({ url: urlOf(2), html: page(2) });
    const file = await warcFile(
      response({ url: urlOf(1), html: page(1) }),
      url === undefined ? bad : { ...bad, targetUri: url },
      response({ url: urlOf(3), html: page(3) }),
    );
    const { texts, diagnostics } = await read(file);
    expect(texts).toEqual(["image 1", "image 3"]);
    expect(diagnostics).toMatchObject([{ code: "alt-text/page-url", filename: "c.warc", offset: expect.any(Number) }]);
  });

  test("a damaged member in the middle", async () => {
    const records = [1, 2, 3].map((n) => response({ url: urlOf(n), html: page(n) }));
    const file = await warcFile(...records);
    const offsets = (await collect(pairsFromWarc(file))).map(({ offset, length }) => [offset!, length!] as const);
    const [offset, length] = offsets[1]!;
    const broken = file.slice().fill(0x55, offset + (length >> 1), offset + length - 8);
    const { texts, diagnostics } = await read(broken);
    expect(texts).toContain("image 1");
    expect(texts).toContain("image 3");
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  test("a file that is cut off", async () => {
    const file = await warcFile(...[1, 2].map((n) => response({ url: urlOf(n), html: page(n) })));
    const { texts, diagnostics } = await read(file.subarray(0, file.length - 30));
    expect(texts[0]).toBe("image 1");
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  test("a file of another kind", async () => {
    await expect(collect(pairsFromWarc(new TextEncoder().encode("<p>hello")))).rejects.toMatchObject({
      code: "crawl/not-a-warc",
    });
  });
});

test("progress rises to the size of the file; an abort stops the reading", async () => {
  const file = await warcFile(...[1, 2, 3].map((n) => response({ url: urlOf(n), html: page(n) })));
  const seen: Progress[] = [];
  await collect(pairsFromWarc(inChunks(file, 64), { onProgress: (progress) => seen.push(progress) }));
  expect(seen.at(-1)).toMatchObject({ stage: "pairs", done: file.length, unit: "bytes" });
  expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));

  const controller = new AbortController();
  const texts: string[] = [];
  const reading = (async () => {
    for await (const { text } of pairsFromWarc(inChunks(file, 64), { signal: controller.signal })) {
      texts.push(text);
      controller.abort(new Error("enough"));
    }
  })();
  await expect(reading).rejects.toThrow("enough");
  expect(texts).toEqual(["image 1"]);
});

test("pages one by one, for programs that need more than pairs", async () => {
  const file = await warcFile(
    response({ url: urlOf(1), html: page(1), headers: ["Content-Type: text/html", "X-Robots-Tag: noai"] }),
  );
  const pages = await collect(htmlPagesFromWarc(file, { filename: "c.warc.gz" }));
  expect(pages).toMatchObject([{ url: urlOf(1), contentType: "text/html", location: { filename: "c.warc.gz" } }]);
  expect(pages[0]?.headers).toContainEqual(["X-Robots-Tag", "noai"]);
  const { html, url, headers, location } = pages[0]!;
  expect(pairsFromHtml(html, { url, headers, location })).toEqual(
    await collect(pairsFromWarc(file, { filename: "c.warc.gz" })),
  );
});

describe("the Content-Type lines of a response", () => {
  const read = async (html: Uint8Array | string, headers: string[]): Promise<string[]> =>
    (await collect(pairsFromWarc(await warcFile(response({ url: urlOf(1), html, headers }))))).map(({ text }) => text);

  test("the last valid one gives the encoding", async () => {
    // "Привет" in windows-1251
    const html = new Uint8Array([
      ...new TextEncoder().encode("<img src=a.png alt="),
      0xcf,
      0xf0,
      0xe8,
      0xe2,
      0xe5,
      0xf2,
      0x3e,
    ]);
    const windows1251 = "Content-Type: text/html; charset=windows-1251";
    expect(await read(html, ["Content-Type: text/html", windows1251])).toEqual(["Привет"]);
    expect(await read(html, [windows1251, "Content-Type: text/html"])).toEqual(["Привет"]);
    expect(await read(html, [windows1251, "Content-Type: nonsense"])).toEqual(["Привет"]);
  });

  test.each(['"text/html; charset=utf-8"', "text/html charset=utf-8", "*/*", "charset=utf-8", "unknown/unknown", ""])(
    "%j isn't a type: the bytes decide",
    async (type) => {
      const headers = [`Content-Type: ${type}`];
      expect(await read("<html lang=en><img src=a.png alt='A red apple'></html>", headers)).toEqual(["A red apple"]);
      expect(await read('{"html": "<img src=a.png alt=\'A red apple\'>"}', headers)).toEqual([]);
    },
  );
});

describe("truncated pages are used, and counted", () => {
  const cutPage = `${page(1)}<img src=late.png alt="after the cut">`;
  const clipped = async (file: Uint8Array): Promise<{ texts: string[]; pagesTruncated: number }> => {
    const stream = pairsFromWarc(file);
    const pairs = await collect(stream);
    return { texts: pairs.map(({ text }) => text), pagesTruncated: stream.counts.pagesTruncated };
  };

  test("the crawler cut it off", async () => {
    const record = { ...response({ url: urlOf(1), html: page(1) }), headers: [["WARC-Truncated", "length"]] as const };
    const file = await warcFile(record, response({ url: urlOf(2), html: page(2) }));
    expect(await clipped(file)).toEqual({ texts: ["image 1", "image 2"], pagesTruncated: 1 });
  });

  test("the file ends before it does", async () => {
    const bytes = await collectBytes(
      writeWarc([response({ url: urlOf(1), html: page(1) }), response({ url: urlOf(2), html: cutPage })], {
        compression: "none",
      }),
    );
    const cut = new TextDecoder("latin1").decode(bytes).indexOf("<img src=late");
    expect(await clipped(bytes.subarray(0, cut))).toEqual({ texts: ["image 1", "image 1"], pagesTruncated: 1 });
  });

  test("it is larger than a page may be", async () => {
    const huge = response({ url: urlOf(1), html: page(1) + " ".repeat(64 << 20) });
    const bytes = await collectBytes(
      writeWarc([huge, response({ url: urlOf(2), html: page(2) })], { compression: "none" }),
    );
    expect(await clipped(bytes)).toEqual({ texts: ["image 1", "image 2"], pagesTruncated: 1 });
  });

  /** Two records as text, the first with another Content-Length, and with lines added to its HTTP head. */
  const odd = (contentLength: string, lines = ""): Uint8Array => {
    const record = (n: number, length: (real: number) => string, head = ""): string => {
      const block = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${head}\r\n${page(n)}`;
      const fields = `WARC-Type: response\r\nWARC-Record-ID: <urn:test:${n}>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: ${urlOf(n)}\r\nContent-Type: application/http\r\n`;
      return `WARC/1.1\r\n${fields}${length(block.length)}\r\n${block}`;
    };
    const first = record(1, () => contentLength && `Content-Length: ${contentLength}\r\n`, lines);
    return new TextEncoder().encode(`${first}${record(2, (real) => `Content-Length: ${real}\r\n`)}\r\n\r\n`);
  };

  test.each(["", "-1", "ten"])("the length %j of a record leaves both pages whole", async (contentLength) => {
    expect(await clipped(odd(contentLength))).toEqual({ texts: ["image 1", "image 2"], pagesTruncated: 0 });
  });

  test("the record is shorter than its Content-Length, unless the page is whole by that of HTTP", async () => {
    for (const contentLength of ["200", "300", "5000"]) {
      expect(await clipped(odd(contentLength))).toEqual({ texts: ["image 1", "image 2"], pagesTruncated: 1 });
      const length = `Content-Length: ${page(1).length}\r\n`;
      expect(await clipped(odd(contentLength, length))).toEqual({ texts: ["image 1", "image 2"], pagesTruncated: 0 });
    }
  });
});
