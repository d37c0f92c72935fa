import { declaredEncoding, encodingOfContent, encodingOfLabel } from "@alt2img/core/url";
import { isSpace } from "../html/white-space.js";

const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const EQUALS = 61;

// Our own code, not `html-encoding-sniffer`, which throws for a `content` that ends in “charset”, reads no XML declaration,
// and looks only at the first 1,024 bytes.

/**
 * The encoding that the first bytes of a page declare: by a `meta` element, or by an XML declaration.
 * @param bytes the bytes to look at; in the standard, the first 1024
 * @returns the encoding's WHATWG name, or `undefined`
 * @see https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
 */
export function prescanMeta(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0, "<\0?\0x\0")) return "utf-16le";
  if (startsWith(bytes, 0, "\0<\0?\0x")) return "utf-16be";
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] !== LESS) {
      at++;
    } else if (startsWith(bytes, at, "<!--")) {
      at = commentEnd(bytes, at + 2);
    } else if (isMeta(bytes, at)) {
      const { encoding, end } = readMeta(bytes, at + 5);
      if (encoding !== undefined) return encoding;
      at = end + 1;
    } else if (isTagStart(bytes, at)) {
      at = tagEnd(bytes, at + 1) + 1;
    } else if (startsWith(bytes, at, "<!") || startsWith(bytes, at, "</") || startsWith(bytes, at, "<?")) {
      at = indexOrEnd(bytes, GREATER, at + 1) + 1;
    } else {
      at++;
    }
  }
  return xmlEncoding(bytes);
}

function startsWith(bytes: Uint8Array, at: number, ascii: string): boolean {
  for (let i = 0; i < ascii.length; i++) {
    if (bytes[at + i] !== ascii.charCodeAt(i)) return false;
  }
  return true;
}

function indexOrEnd(bytes: Uint8Array, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from);
  return index < 0 ? bytes.length : index;
}

// The two dashes before the `>` may be those of `<!--`.
function commentEnd(bytes: Uint8Array, dashes: number): number {
  for (let at = bytes.indexOf(GREATER, dashes + 2); at >= 0; at = bytes.indexOf(GREATER, at + 1)) {
    if (startsWith(bytes, at - 2, "--")) return at + 1;
  }
  return bytes.length;
}

function isMeta(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 4; i++) {
    if ((bytes[at + 1 + i]! | 32) !== "meta".charCodeAt(i)) return false;
  }
  return isSpace(bytes[at + 5] ?? 0) || bytes[at + 5] === SLASH;
}

function isTagStart(bytes: Uint8Array, at: number): boolean {
  const first = bytes[bytes[at + 1] === SLASH ? at + 2 : at + 1];
  return first !== undefined && (first | 32) >= 97 && (first | 32) <= 122;
}

/** The end of the tag that starts before `at`; its attributes are skipped. */
function tagEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && !isSpace(bytes[at] ?? 0) && bytes[at] !== GREATER) at++;
  while (true) {
    const { name, end } = readAttribute(bytes, at);
    if (name === undefined) return end;
    at = end;
  }
}

function readMeta(bytes: Uint8Array, at: number): { encoding?: string; end: number } {
  const seen = new Set<string>();
  let gotPragma = false;
  let needPragma: boolean | undefined;
  // `null` means a charset that names no encoding.
  let charset: string | null | undefined;
  let attribute = readAttribute(bytes, at);
  for (; attribute.name !== undefined; attribute = readAttribute(bytes, attribute.end)) {
    const { name, value } = attribute;
    if (seen.has(name)) continue;
    seen.add(name);
    if (name === "http-equiv") {
      gotPragma ||= value === "content-type";
    } else if (name === "content") {
      const declared = encodingOfContent(value);
      if (declared !== undefined && charset === undefined) {
        charset = declared;
        needPragma = true;
      }
    } else if (name === "charset") {
      charset = encodingOfLabel(value) ?? null;
      needPragma = false;
    }
  }
  const { end } = attribute;
  // If it is cut off inside the tag, it declares nothing.
  if (end >= bytes.length || charset === null || charset === undefined || (needPragma && !gotPragma)) return { end };
  return { encoding: declaredEncoding(charset), end };
}

type Attribute = { name: string; value: string; end: number } | { name: undefined; end: number };

/** @see https://html.spec.whatwg.org/multipage/parsing.html#concept-get-attributes-when-sniffing */
function readAttribute(bytes: Uint8Array, at: number): Attribute {
  while (isSpace(bytes[at] ?? 0) || bytes[at] === SLASH) at++;
  if (at >= bytes.length || bytes[at] === GREATER) return { name: undefined, end: at };
  const nameStart = at;
  while (at < bytes.length && !(bytes[at] === EQUALS && at > nameStart)) {
    if (isSpace(bytes[at] ?? 0) || bytes[at] === SLASH || bytes[at] === GREATER) break;
    at++;
  }
  const name = lowerCase(bytes, nameStart, at);
  while (isSpace(bytes[at] ?? 0)) at++;
  if (bytes[at] !== EQUALS) return { name, value: "", end: at };
  at++;
  while (isSpace(bytes[at] ?? 0)) at++;
  const quote = bytes[at];
  if (quote === 34 || quote === 39) {
    const end = indexOrEnd(bytes, quote, at + 1);
    // If it is cut off inside the value, there is no attribute.
    if (end === bytes.length) return { name: undefined, end };
    return { name, value: lowerCase(bytes, at + 1, end), end: end + 1 };
  }
  const valueStart = at;
  while (at < bytes.length && !isSpace(bytes[at] ?? 0) && bytes[at] !== GREATER) at++;
  return { name, value: lowerCase(bytes, valueStart, at), end: at };
}

function lowerCase(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    text += String.fromCharCode(byte >= 65 && byte <= 90 ? byte + 32 : byte);
  }
  return text;
}

/** @see https://html.spec.whatwg.org/multipage/parsing.html#concept-get-xml-encoding-when-sniffing */
function xmlEncoding(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(GREATER);
  if (!startsWith(bytes, 0, "<?xml") || end < 0) return undefined;
  const declaration = Array.from(bytes.subarray(0, end), (byte) => String.fromCharCode(byte)).join("");
  const match = /encoding(?:[\0-\x20]*=[\0-\x20]*(?:"([^\0-\x20"]*)"|'([^\0-\x20']*)'))?/.exec(declaration);
  const encoding = encodingOfLabel(match?.[1] ?? match?.[2] ?? "");
  return encoding === "utf-16le" || encoding === "utf-16be" ? "utf-8" : encoding;
}
