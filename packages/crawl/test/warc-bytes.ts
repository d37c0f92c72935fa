import type { Diagnostic } from "@alt2img/core";
import { collectBytes } from "@alt2img/core";
import { type ReadWarcOptions, readWarc } from "../src/index.js";

const encoder = new TextEncoder();

export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

export function join(...parts: (Uint8Array | string)[]): Uint8Array {
  const arrays = parts.map((part) => (typeof part === "string" ? bytesOf(part) : part));
  const bytes = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    bytes.set(array, at);
    at += array.length;
  }
  return bytes;
}

export async function compress(bytes: Uint8Array, format: "gzip" | "deflate" | "deflate-raw"): Promise<Uint8Array> {
  return collectBytes(new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream(format)));
}

export type RawRecord = {
  type?: string;
  version?: string;
  id?: number;
  uri?: string;
  contentType?: string;
  /** Other than the length of the block. */
  contentLength?: number | string;
  extra?: string;
  end?: string;
};

/** A WARC record as bytes, right unless told otherwise. */
export function rawRecord(block: Uint8Array | string, options: RawRecord = {}): Uint8Array {
  const { type = "resource", version = "1.1", id = 1, uri = `https://example.org/${id}`, extra = "" } = options;
  const body = typeof block === "string" ? bytesOf(block) : block;
  const { contentType = "text/plain", contentLength = body.length, end = "\r\n\r\n" } = options;
  const head =
    `WARC/${version}\r\nWARC-Type: ${type}\r\nWARC-Record-ID: <urn:test:${id}>\r\nWARC-Date: 2026-11-22T12:00:00Z\r\n` +
    `WARC-Target-URI: ${uri}\r\nContent-Type: ${contentType}\r\n${extra}Content-Length: ${contentLength}\r\n\r\n`;
  return join(head, body, end);
}

/** A response record. `headers` are lines without their line ends. */
export function httpRecord(body: Uint8Array | string, headers: string[] = [], options: RawRecord = {}): Uint8Array {
  const head = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", ...headers, "", ""].join("\r\n");
  return rawRecord(join(head, body), {
    type: "response",
    contentType: "application/http; msgtype=response",
    ...options,
  });
}

/** What a test compares of a record. */
export type SeenRecord = {
  type: string;
  id: string | undefined;
  uri: string | undefined;
  status: number | undefined;
  offset: number;
  length: number | undefined;
  block: string;
  payload: string;
};

const latin1 = new TextDecoder("latin1");

/** All records of a source and everything that was reported. */
export async function readAll(
  source: Parameters<typeof readWarc>[0],
  options: ReadWarcOptions = {},
): Promise<{ records: SeenRecord[]; diagnostics: Diagnostic[]; error?: string }> {
  const records: SeenRecord[] = [];
  const diagnostics: Diagnostic[] = [];
  try {
    for await (const record of readWarc(source, {
      ...options,
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    })) {
      records.push({
        type: record.type,
        id: record.recordId,
        uri: record.targetUri,
        status: record.http?.status,
        block: latin1.decode(await record.block()),
        payload: latin1.decode(await record.payload()),
        offset: record.offset,
        length: record.length,
      });
    }
  } catch (error) {
    return { records, diagnostics, error: (error as { code?: string }).code ?? String(error) };
  }
  return { records, diagnostics };
}

export const codes = (diagnostics: Diagnostic[]): string[] => diagnostics.map(({ code }) => code);
