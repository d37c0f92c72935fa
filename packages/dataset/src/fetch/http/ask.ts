import type { IncomingHttpHeaders } from "node:http";
import { concatenate } from "@alt2img/core";
import { type Dispatcher, request } from "undici";
import { connectionError } from "./connection-error.js";
import { decodeContent } from "./decode-content.js";
import { tooManyBytes } from "./too-many-bytes.js";

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Uint8Array };

export type AskOptions = {
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** Of an answer that is longer: throws (default), or gives its beginning. */
  readonly tooLong?: "throw" | "cut";
  readonly signal: AbortSignal;
};

/** So much of an answer without an image is read, so that the connection can be used again. */
const READ_AND_FORGET = 64 * 1024;

/**
 * One request, without following a redirect. The body is read only of a 2xx answer, and is then without its content coding.
 *
 * @throws FetchError `dataset/fetch-connection` and its kin, `dataset/fetch-too-many-bytes`, `dataset/fetch-coding`; the signal's reason
 */
export async function ask(url: URL, options: AskOptions): Promise<Answer> {
  const { dispatcher, headers, maxBytes, tooLong = "throw", signal } = options;
  try {
    const { statusCode: status, headers: answered, body } = await request(url, { dispatcher, headers, signal });
    if (status < 200 || status > 299) {
      await body.dump({ limit: READ_AND_FORGET, signal });
      return { status, headers: answered, body: new Uint8Array() };
    }
    // Without a listener, a failure after the last read would end the process.
    body.on("error", () => {});
    if (tooLong === "throw" && Number(answered["content-length"]) > maxBytes) {
      body.destroy();
      throw tooManyBytes(url, maxBytes);
    }
    const chunks: Uint8Array[] = [];
    let total = 0;
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      const room = maxBytes - total;
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      total += Math.min(chunk.length, room);
      if (chunk.length <= room) continue;
      if (tooLong === "throw") throw tooManyBytes(url, maxBytes);
      break;
    }
    const bytes = concatenate(chunks, total);
    return { status, headers: answered, body: decodeContent(url, bytes, answered["content-encoding"], maxBytes) };
  } catch (error) {
    signal.throwIfAborted();
    throw connectionError(url, error);
  }
}
