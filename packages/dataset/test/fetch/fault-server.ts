import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ImageTextPair } from "@alt2img/core";
import { encodePng } from "@alt2img/image";
import { barePair } from "../pairs.js";

/** Answers a path; `n` counts its requests from 0. */
export type Answer = (response: ServerResponse, request: IncomingMessage, n: number) => void;

export type FaultServer = {
  /** Without `/` at the end. */
  readonly url: string;
  /** Every path that was asked for, in order. */
  readonly requests: string[];
  /** The most requests that were under way at a time. */
  mostAtOnce(): number;
  close(): Promise<void>;
};

/** A server on 127.0.0.1 with these answers by path; `*` is for all others, 404 by default. */
export async function faultServer(answers: Readonly<Record<string, Answer>>): Promise<FaultServer> {
  const requests: string[] = [];
  const counts = new Map<string, number>();
  let now = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const n = counts.get(path) ?? 0;
    counts.set(path, n + 1);
    requests.push(path);
    most = Math.max(most, ++now);
    response.on("close", () => now--);
    const answer = answers[path] ?? (path === "/robots.txt" ? notFound : (answers["*"] ?? notFound));
    answer(response, request, n);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    mostAtOnce: () => most,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const notFound: Answer = (response) => response.writeHead(404).end("Not found");

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end();

export const send =
  (body: Uint8Array | string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(200, headers).end(body);

export const redirect = (location: string): Answer => status(302, { Location: location });

/** A picture that no other number gives. */
export function picture(n: number, width = 8, height = 6): Uint8Array<ArrayBuffer> {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) data.set([n & 255, n >> 8, (i * 37) & 255], 4 * i);
  return encodePng({ width, height, data });
}

export const pairsOf = (...urls: readonly string[]): ImageTextPair[] =>
  urls.map((imageUrl) => ({ ...barePair, imageUrl }));
