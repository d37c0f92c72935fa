import { describe, expect, it } from "vitest";
import { openUrl, type Progress, type RandomAccessBytes, readAll, readUrl } from "../src/index.js";

const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => i % 251);
const URL_ = "https://example.org/file.bin";

type Server = { requests: string[]; fetch: (url: string, init: RequestInit) => Promise<Response> };

/** A server that answers with `answer`, which gets the half-open range that was asked for. */
function server(answer: (range: [number, number] | undefined, method: string) => Response): Server {
  const requests: string[] = [];
  return {
    requests,
    async fetch(_, { headers, method = "GET", signal }) {
      signal?.throwIfAborted();
      const range = new Headers(headers).get("Range");
      requests.push(range ?? method);
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
      return answer(first === undefined ? undefined : [Number(first), Number(last) + 1], method);
    },
  };
}

const partial = (start: number, end: number, size: number | string = bytes.length): Response =>
  new Response(bytes.slice(start, end), {
    status: 206,
    headers: { "Content-Range": `bytes ${start}-${end - 1}/${size}` },
  });

const withRanges = (): Server =>
  server((range) =>
    range === undefined ? new Response(bytes.slice()) : partial(range[0], Math.min(range[1], 10_000)),
  );
const withoutRanges = (): Server => server(() => new Response(bytes.slice()));

const read = async (from: RandomAccessBytes, start: number, end?: number): Promise<Uint8Array> =>
  new Uint8Array(await from.slice(start, end));

describe("openUrl", () => {
  it("requests ranges, half-open in the API and inclusive in the header", async () => {
    const { fetch, requests } = withRanges();
    const file = await openUrl(URL_, { fetch, byteLength: bytes.length });
    expect(await read(file, 0, 4)).toEqual(bytes.slice(0, 4));
    expect(await read(file, 9990)).toEqual(bytes.slice(9990));
    expect(await read(file, 9990, 99_999)).toEqual(bytes.slice(9990));
    expect(await read(file, 5, 5)).toEqual(new Uint8Array());
    expect(requests).toEqual(["bytes=0-3", "bytes=9990-9999", "bytes=9990-9999"]);
    expect(file).toMatchObject({ name: URL_, byteLength: 10_000 });
  });

  it("learns the length from the response for the first byte", async () => {
    const { fetch, requests } = withRanges();
    const file = await openUrl(new URL(URL_), { fetch });
    expect(file.byteLength).toBe(10_000);
    expect(requests).toEqual(["bytes=0-0"]);
  });

  it("learns it from HEAD where the response lacks it, and gives up where HEAD lacks it, too", async () => {
    const noSize = (head: ResponseInit): Server =>
      server((_, method) => (method === "HEAD" ? new Response(null, head) : partial(0, 1, "*")));
    const { fetch, requests } = noSize({ headers: { "Content-Length": "10000" } });
    expect((await openUrl(URL_, { fetch })).byteLength).toBe(10_000);
    expect(requests).toEqual(["bytes=0-0", "HEAD"]);
    const packed = noSize({ headers: { "Content-Length": "77", "Content-Encoding": "gzip" } });
    await expect(openUrl(URL_, { fetch: packed.fetch })).rejects.toMatchObject({ code: "core/byte-length" });
    const refused = noSize({ status: 405, headers: { "Content-Length": "12" } });
    await expect(openUrl(URL_, { fetch: refused.fetch })).rejects.toMatchObject({ code: "core/byte-length" });
  });

  it("opens an empty file", async () => {
    const empty = server(() => new Response(null, { status: 416, headers: { "Content-Range": "bytes */0" } }));
    const file = await openUrl(URL_, { fetch: empty.fetch });
    expect(file.byteLength).toBe(0);
    expect(await readAll(file)).toEqual(new Uint8Array());
  });

  it("fetches a file once, and keeps it, when the server lacks ranges", async () => {
    const { fetch, requests } = withoutRanges();
    const file = await openUrl(URL_, { fetch });
    expect(await read(file, 5, 9)).toEqual(bytes.slice(5, 9));
    expect(await readAll(file)).toEqual(bytes);
    expect(requests).toHaveLength(1);

    const known = withoutRanges();
    const other = await openUrl(URL_, { fetch: known.fetch, byteLength: 10_000 });
    const [one, two] = await Promise.all([read(other, 5, 9), read(other, 100, 200)]);
    expect([one, two]).toEqual([bytes.slice(5, 9), bytes.slice(100, 200)]);
    await read(other, 0, 1);
    expect(known.requests.length).toBeLessThanOrEqual(2);
  });

  it("downloads again when the download that others waited for was aborted", async () => {
    const controller = new AbortController();
    let answers = 0;
    const { fetch } = server(() => {
      if (answers++ > 0) return new Response(bytes.slice());
      return new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
    });
    const file = await openUrl(URL_, { fetch, byteLength: 10_000 });
    const first = file.slice(0, 3, { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 10));
    const second = read(file, 3, 6);
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    expect(await second).toEqual(bytes.slice(3, 6));
    expect(answers).toBe(2);
  });

  it("stops waiting for another call's download when it is aborted", async () => {
    const controller = new AbortController();
    const { fetch } = server(() => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })));
    const file = await openUrl(URL_, { fetch, byteLength: 10_000 });
    file.slice(0, 3).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 10));
    const second = file.slice(3, 6, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
  });

  it.each<[string, string, RegExp, (range: [number, number]) => Response]>([
    ["an error's status", "core/unreachable", /says 503/, () => new Response(null, { status: 503 })],
    ["another range", "core/damaged", /bytes 1-10\/10000; expected bytes 0-9/, () => partial(1, 11)],
    ["a shorter range", "core/damaged", /bytes 0-8\/10000/, () => partial(0, 9)],
    ["a longer range", "core/damaged", /bytes 0-10\/10000/, () => partial(0, 11)],
    ["a range of a file that has changed", "core/damaged", /bytes 0-9\/9999/, () => partial(0, 10, 9999)],
    [
      "no word of the range",
      "core/damaged",
      /no Content-Range/,
      () => new Response(bytes.slice(0, 10), { status: 206 }),
    ],
    [
      "fewer bytes than it says",
      "core/damaged",
      /answers with 9 bytes/,
      () => new Response(bytes.slice(0, 9), { status: 206, headers: { "Content-Range": "bytes 0-9/10000" } }),
    ],
    [
      "more bytes than it says",
      "core/damaged",
      /more than 10 bytes/,
      () => new Response(bytes.slice(0, 11), { status: 206, headers: { "Content-Range": "bytes 0-9/10000" } }),
    ],
    ["another whole", "core/damaged", /answers with 5 bytes; expected 10000/, () => new Response(bytes.slice(0, 5))],
    [
      "an inflated part",
      "core/inflated",
      /Content-Encoding: gzip/,
      () =>
        new Response(bytes.slice(0, 10), {
          status: 206,
          headers: { "Content-Range": "bytes 0-9/10000", "Content-Encoding": "gzip" },
        }),
    ],
    [
      "an inflated whole of another length",
      "core/inflated",
      /Content-Encoding: br/,
      () => new Response(bytes.slice(0, 77), { headers: { "Content-Encoding": "br" } }),
    ],
  ])("names the URL when the response is %s", async (_, code, message, answer) => {
    const { fetch } = server((range) => answer(range!));
    const part = (await openUrl(URL_, { fetch, byteLength: 10_000 })).slice(0, 10);
    await expect(part).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    await expect(part).rejects.toThrow(URL_);
  });

  it("fails when the connection breaks", async () => {
    const broken = server(() => {
      const chunks = [bytes.slice(0, 5000)];
      const body = new ReadableStream({
        pull(controller) {
          const chunk = chunks.pop();
          if (chunk !== undefined) controller.enqueue(chunk);
          else controller.error(new TypeError("terminated", { cause: new Error("other side closed") }));
        },
      });
      return new Response(body);
    });
    const file = await openUrl(URL_, { fetch: broken.fetch, byteLength: 10_000 });
    await expect(readAll(file)).rejects.toMatchObject({
      code: "core/unreachable",
      message: `Can't read ${URL_}: the connection broke after 5000 bytes (terminated: other side closed). Try again.`,
    });
    await expect(file.slice(1, 9000)).rejects.toMatchObject({ code: "core/unreachable" });
  });

  it("says when a server inflates a .gz, and reads other files that are compressed only in transit", async () => {
    const packed = server(() => new Response(bytes.slice(), { headers: { "Content-Encoding": "gzip" } }));
    const gz = await openUrl("https://example.org/crawl.warc.gz?v=2", { fetch: packed.fetch, byteLength: 10_000 });
    await expect(readAll(gz)).rejects.toMatchObject({ code: "core/inflated" });
    expect(await readAll(await openUrl(URL_, { fetch: packed.fetch, byteLength: 10_000 }))).toEqual(bytes);
  });

  it("says why there is no response, as far as it is known", async () => {
    const fetch = (): Promise<Response> =>
      Promise.reject(new TypeError("fetch failed", { cause: new Error("something new") }));
    await expect(openUrl(URL_, { fetch })).rejects.toMatchObject({
      code: "core/unreachable",
      message: `Can't read ${URL_}: fetch failed: something new. Check the address, your connection and, on a web page, that the server allows its origin (CORS).`,
    });
  });

  it("says what to do about a port where nothing answers, or that browsers block", async () => {
    const isNode = globalThis.process?.versions?.node !== undefined;
    await expect(openUrl("http://127.0.0.1:1/x")).rejects.toThrow(
      isNode
        ? "Can't read http://127.0.0.1:1/x: its port is one of those that fetch refuses, in browsers and in Node. Serve it at another port."
        : "Can't read http://127.0.0.1:1/x: Failed to fetch. Check the address, your connection and,",
    );
    await expect(openUrl("http://127.0.0.1:65531/x")).rejects.toThrow(
      isNode
        ? "Can't read http://127.0.0.1:65531/x: nothing answers at this port. Check the address and its port, and that the server is running."
        : "Can't read http://127.0.0.1:65531/x: Failed to fetch. Check the address, your connection and,",
    );
  });

  it("stops when it is aborted, before the request", async () => {
    const reason = new Error("enough");
    const { fetch, requests } = withRanges();
    await expect(openUrl(URL_, { fetch, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const file = await openUrl(URL_, { fetch, byteLength: 10_000 });
    await expect(file.slice(0, 5, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(requests).toEqual([]);
  });

  it("reports progress", async () => {
    const { fetch } = server(() => {
      const chunks = [bytes.slice(0, 4000), bytes.slice(4000)];
      return new Response(
        new ReadableStream({
          pull(controller) {
            const chunk = chunks.shift();
            if (chunk === undefined) controller.close();
            else controller.enqueue(chunk);
          },
        }),
      );
    });
    const told: Progress[] = [];
    const file = await openUrl(URL_, { fetch, byteLength: 10_000 });
    await readAll(file, { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([
      { stage: "read", done: 4000, total: 10_000, unit: "bytes" },
      { stage: "read", done: 10_000, total: 10_000, unit: "bytes" },
    ]);
  });
});

describe("readUrl", () => {
  it("reads everything in one request, and checks it", async () => {
    const { fetch, requests } = withRanges();
    expect(await readUrl(URL_, { fetch })).toEqual(bytes);
    expect(requests).toEqual(["GET"]);
    await expect(readUrl(URL_, { fetch, sha256: "00" })).rejects.toMatchObject({ code: "core/damaged" });
    await expect(readUrl(URL_, { fetch, byteLength: 9999 })).rejects.toMatchObject({ code: "core/damaged" });
    await expect(
      readUrl(URL_, { fetch: server(() => new Response(null, { status: 404 })).fetch }),
    ).rejects.toMatchObject({
      code: "core/unreachable",
      message: `Can't read ${URL_}: the server says 404. Check the address.`,
    });
  });
});
