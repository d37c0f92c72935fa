import { Alt2imgError, type ByteSource, concatenate } from "@alt2img/core";
import { nodeZlib } from "../gzip/node-zlib.js";
import { defaultWarcLimits } from "../warc/limits.js";
import { decodeStored } from "./decode-stored.js";
import { StoredWindow } from "./stored-window.js";

/** A line of an index has a few hundred bytes; a URL of 8 MB has never been seen. */
const LONGEST_LINE = 8 << 20;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * The lines of a text file in UTF-8, without their ends (`\n` or `\r\n`). Files compressed with gzip or zstd are
 * recognized by their first bytes and decoded.
 *
 * @throws Alt2imgError `crawl/line-too-long`; the codes of damage to a compressed file
 */
export async function* readLines(
  source: ByteSource,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<string, void, undefined> {
  const utf8 = new TextDecoder();
  let parts: Uint8Array[] = [];
  let length = 0;
  const hold = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length > LONGEST_LINE) {
      throw new Alt2imgError(
        "crawl/line-too-long",
        `A line is longer than ${LONGEST_LINE} bytes. Check that this is a text file.`,
      );
    }
    parts.push(bytes);
  };
  const line = (): string => {
    const bytes = parts.length === 1 ? parts[0]! : concatenate(parts, length);
    parts = [];
    length = 0;
    return utf8.decode(bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes);
  };
  for await (const bytes of readDecoded(source, signal)) {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      hold(bytes.subarray(start, end));
      yield line();
      start = end + 1;
    }
    // The bytes belong to their source, which may overwrite them.
    if (start < bytes.length) hold(bytes.slice(start));
  }
  if (length > 0) yield line();
}

async function* readDecoded(source: ByteSource, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const stored = new StoredWindow(source, { signal });
  const report = (code: string, offset: number, message: string): never => {
    throw new Alt2imgError(code, `Offset ${offset}: ${message}`);
  };
  try {
    for await (const pieces of decodeStored(stored, { zlib: nodeZlib(), report, limits: defaultWarcLimits })) {
      for (const { bytes } of pieces) yield bytes;
    }
  } finally {
    await stored.close();
  }
}
