import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What is special about an answer. Without any of it the server is as it should be: `ETag`, ranges, `If-Range`. */
export type Fault = {
  /** Breaks the connection after so many bytes of the body. */
  breakAfter?: number;
  /** Says this length. */
  length?: number;
  /** Says no length. */
  chunked?: boolean;
  /** Ends the body after so many bytes, properly. */
  endAfter?: number;
  status?: number;
  headers?: Record<string, string>;
  /** Something else than the file. */
  body?: Uint8Array | string;
  noRanges?: boolean;
  noValidator?: boolean;
  /** Waits so many ms before each 1,000 bytes. */
  throttle?: number;
  /** Sends everything but the last byte, and then nothing. */
  hang?: boolean;
};

export type FileServer = {
  /** Ends with `/`. */
  readonly url: string;
  readonly files: Map<string, Uint8Array>;
  /** Every request so far: its method, path and range. */
  readonly requests: string[];
  /** The headers of the last request. */
  lastHeaders(): Record<string, string | string[] | undefined>;
  /** Is asked before each answer; `n` counts the requests for this path from 0. */
  fault: ((path: string, n: number) => Fault | undefined) | undefined;
  close(): Promise<void>;
};

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  mjs: "text/javascript",
  css: "text/css",
  json: "application/json",
  wasm: "application/wasm",
  svg: "image/svg+xml",
};

/** A server of files in memory on a port of its own, which can be as bad as real ones are. */
export async function serveFiles(
  files: Iterable<readonly [path: string, bytes: Uint8Array]>,
  headers: Record<string, string> = {},
): Promise<FileServer> {
  const counts = new Map<string, number>();
  let last: IncomingMessage["headers"] = {};
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname.slice(1));
    const n = counts.get(path) ?? 0;
    counts.set(path, n + 1);
    last = request.headers;
    state.requests.push([request.method, path, request.headers.range].filter(Boolean).join(" "));
    // It may put another file in place.
    const fault = { headers, ...state.fault?.(path, n) };
    void answer(request, response, state.files.get(path), fault, path).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: FileServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files: new Map(files),
    requests: [],
    lastHeaders: () => last,
    fault: undefined,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  file: Uint8Array | undefined,
  fault: Fault,
  path: string,
): Promise<void> {
  const body = typeof fault.body === "string" ? new TextEncoder().encode(fault.body) : (fault.body ?? file);
  if (body === undefined) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
    return;
  }
  const etag = `"${createHash("sha1").update(body).digest("hex")}"`;
  const { range, "if-range": condition } = request.headers;
  const [, first, end] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  const isPart =
    first !== undefined &&
    fault.status === undefined &&
    fault.noRanges !== true &&
    (condition === undefined || condition === etag);
  const start = isPart ? Number(first) : 0;
  const stop = isPart && end ? Math.min(Number(end) + 1, body.length) : body.length;
  const type = TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  const always = { "Content-Type": type, ...(fault.noValidator === true ? {} : { ETag: etag }) };
  if (isPart && start >= body.length) {
    response.writeHead(416, { ...always, "Content-Range": `bytes */${body.length}` }).end();
    return;
  }
  const part = body.subarray(start, stop);
  response.writeHead(fault.status ?? (isPart ? 206 : 200), {
    ...always,
    ...(isPart ? { "Content-Range": `bytes ${start}-${stop - 1}/${body.length}` } : {}),
    ...(fault.length === undefined ? {} : { Connection: "close" }),
    ...(fault.chunked === true ? {} : { "Content-Length": String(fault.length ?? part.length) }),
    ...fault.headers,
  });
  await send(response, part, fault);
}

async function send(response: ServerResponse, part: Uint8Array, fault: Fault): Promise<void> {
  const size = fault.throttle === undefined ? 1 << 20 : 1000;
  const end = Math.min(
    fault.breakAfter ?? part.length,
    fault.endAfter ?? part.length,
    part.length - (fault.hang ? 1 : 0),
  );
  for (let at = 0; at < end; at += size) {
    if (fault.throttle !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.throttle));
    if (response.destroyed) return;
    const isTaken = response.write(part.subarray(at, Math.min(at + size, end)));
    if (!isTaken) await drained(response);
  }
  if (fault.hang === true) return;
  if (fault.breakAfter !== undefined && fault.breakAfter < part.length) {
    // Clients drop what they have not read when the connection breaks, so leave them time.
    await new Promise((resolve) => setTimeout(resolve, 150));
    response.destroy();
  } else response.end();
}

/** When it takes more, or nothing any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off("drain", go).off("close", go);
      resolve();
    };
    response.on("drain", go).on("close", go);
  });
}
