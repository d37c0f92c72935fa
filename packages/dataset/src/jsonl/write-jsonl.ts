import type { ImageTextPair, OnProgress } from "@alt2img/core";
import { formatOptOut } from "../opt-out/opt-out-text.js";
import type { PairSource } from "../pair-source.js";
import { jsonText } from "./json-text.js";

export type WriteJsonlOptions = {
  /** Stops writing between two pairs; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"write"`, in pairs. */
  onProgress?: OnProgress | undefined;
};

/** Lines are collected to about this length, in UTF-16 code units: a few large writes instead of many small ones. */
const CHUNK_LENGTH = 65_536;

/**
 * Pairs as JSON Lines: one object with the keys of `ImageTextPair` on each line, in UTF-8, each line ending with `\n`. Every
 * chunk ends with a complete line, so that an interrupted file can be read. A lone surrogate is written as its `\ud…`
 * escape, as `JSON.stringify` does; a bigint beyond ±2⁵³ as a string of its digits. Without pairs there are no bytes.
 *
 * @see https://jsonlines.org/
 */
export async function* writeJsonl(
  pairs: PairSource,
  { signal, onProgress }: WriteJsonlOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  signal?.throwIfAborted();
  const encoder = new TextEncoder();
  let lines = "";
  let done = 0;
  for await (const pair of pairs) {
    signal?.throwIfAborted();
    lines += `${jsonText(writtenPair(pair))}\n`;
    done++;
    if (lines.length >= CHUNK_LENGTH) {
      yield encoder.encode(lines);
      lines = "";
      onProgress?.({ stage: "write", done, unit: "pairs" });
    }
  }
  if (lines !== "") yield encoder.encode(lines);
  onProgress?.({ stage: "write", done, total: done, unit: "pairs" });
}

function writtenPair(pair: ImageTextPair): object {
  return pair.optOut === undefined ? pair : { ...pair, optOut: formatOptOut(pair.optOut) };
}
