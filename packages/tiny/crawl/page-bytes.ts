import { encodeText } from "@alt2img/testing";
import { compress } from "brotli/compress";
import { deflate, gzip } from "pako";
import { serialise } from "./serialise.js";
import type { Page, Site } from "./site.js";

const utf8 = new TextEncoder();

/** The page in its charset, before content coding. */
export function htmlBytes({ html, xhtml }: Page, { dialect, charset }: Site): Uint8Array {
  const markup = serialise([html], xhtml ? "xhtml" : dialect);
  try {
    return encodeText(markup, charset);
  } catch {
    // Characters that the charset lacks are written as browsers write them in forms.
    const reference = (character: string): string => `&#${character.codePointAt(0)};`;
    return encodeText(
      Array.from(markup, (each) => (canEncode(each, charset) ? each : reference(each))).join(""),
      charset,
    );
  }
}

function canEncode(character: string, charset: string): boolean {
  if (character < "\x80") return true;
  try {
    encodeText(character, charset);
    return true;
  } catch {
    return false;
  }
}

/** The response's body, and the header fields with its codings. */
export async function responseBody(
  page: Page,
  html: Uint8Array,
): Promise<{ body: Uint8Array; fields: [string, string][] }> {
  const { fault } = page;
  if (fault === "truncated gzip body") {
    const whole = gzip(html);
    return { body: whole.subarray(0, whole.length - 300), fields: [["Content-Encoding", "gzip"]] };
  }
  if (fault === "unknown content coding") {
    return { body: html.map((byte) => byte ^ 0x5a), fields: [["Content-Encoding", "x-rot"]] };
  }
  if (fault === "bad chunking") {
    const middle = html.length - 200;
    const body = concatenate(chunk(html.subarray(0, middle)), utf8.encode("not a size\r\n"), html.subarray(middle));
    return { body, fields: [["Transfer-Encoding", "chunked"]] };
  }
  const coded = await encode(html, page.contentEncoding);
  const fields: [string, string][] =
    page.contentEncoding === undefined ? [] : [["Content-Encoding", page.contentEncoding]];
  if (page.transferEncoding === undefined)
    return { body: coded, fields: [...fields, ["Content-Length", String(coded.length)]] };
  const half = Math.ceil(coded.length / 2);
  const body = concatenate(chunk(coded.subarray(0, half)), chunk(coded.subarray(half)), utf8.encode("0\r\n\r\n"));
  return { body, fields: [...fields, ["Transfer-Encoding", "chunked"]] };
}

/** By packages, not by the platform, so that every version of Node gives the same bytes. */
async function encode(bytes: Uint8Array, encoding: Page["contentEncoding"]): Promise<Uint8Array> {
  if (encoding === "gzip") return gzip(bytes);
  if (encoding === "deflate") return deflate(bytes);
  if (encoding !== "br") return bytes;
  const coded = await compress(bytes, { mode: 1, quality: 5, lgwin: 16 });
  if (coded === null) throw new Error("Brotli cannot encode a page.");
  return coded;
}

const chunk = (bytes: Uint8Array): Uint8Array =>
  concatenate(utf8.encode(`${bytes.length.toString(16)}\r\n`), bytes, utf8.encode("\r\n"));

export function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
