import { Alt2imgError, isGzip, looksLikeHtml } from "@alt2img/core";

/** How many bytes from the start are needed to find out what a file is. */
export const HEAD_BYTES = 4096;

const LEXICONS =
  "A lexicon is WN-LMF XML (its root is <LexicalResource>) or a file that was compiled from it, gzipped or not, or the dict folder of Princeton's WordNet.";

/** First bytes in Latin-1, and what such a file is. */
const signatures: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, "a PDF document"],
  [/^PK[\x03\x05\x07]/, "a ZIP archive (unpack it and take the lexicon inside)"],
  [/^\xfd7zXZ\0/, "an xz file (unpack it first)"],
  [/^\x28\xb5\x2f\xfd/, "a Zstandard file (unpack it first)"],
  [/^BZh[1-9]/, "a bzip2 file (unpack it first)"],
  [/^7z\xbc\xaf\x27\x1c/, "a 7z archive (unpack it and take the lexicon inside)"],
  [/^.{257}ustar/s, "a tar archive (unpack it and take the lexicon inside)"],
  [/^SQLite format 3\0/, "an SQLite database"],
  [/^PAR1/, "a Parquet file"],
  [/^(?:.PNG\r\n|GIF8|\xff\xd8\xff|RIFF.{4}WEBP)/s, "an image"],
  [/^WARC\/\d/, "a WARC file"],
];

/**
 * What a file is, if it is something other than a lexicon; `undefined` if it may be one.
 *
 * @param head its first `HEAD_BYTES` bytes, inflated if it is gzip
 */
function otherFile(head: Uint8Array): string | undefined {
  if (head.length === 0) return "an empty file";
  if (isGzip(head)) return "a gzip file inside a gzip file (unpack it once)";
  const bytes = new TextDecoder("latin1").decode(head);
  const signature = signatures.find(([pattern]) => pattern.test(bytes));
  if (signature !== undefined) return signature[1];
  // XML in UTF-16: the XML parser says what to do.
  if (/^(?:\xff\xfe|\xfe\xff|\0<|<\0)/.test(bytes)) return undefined;
  const text = new TextDecoder().decode(head).trimStart();
  if (text === "") return "a file that contains only white space";
  const start = withoutProlog(text);
  // `looksLikeHtml` takes any comment for HTML, but here the file may start with one that continues after the head.
  if (!start.startsWith("<!--") && looksLikeHtml(new TextEncoder().encode(start))) return "an HTML page";
  const root = /^<([A-Za-z_][^\s/>]*)[\s/>]/.exec(start)?.[1];
  if (root === "LexicalResource") return undefined;
  if (root !== undefined) return `XML whose root is <${root.slice(0, 60)}>`;
  // Something broken, which the XML parser describes better, or a comment that continues after the head.
  if (text.startsWith("<") || text.includes("<LexicalResource")) return undefined;
  if (/^[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) || bytes.includes("\0")) return "a binary file";
  if (/^[[{]/.test(text)) return "JSON";
  if (/^i\d+\t\d{8}-[nvasr]\s/.test(text)) return "a map of ILI numbers";
  if (/^ {2}1 .*(?:licen[cs]e|software|WordNet)/i.test(bytes) || /^\d{8} \d\d [nvasr] /.test(text)) {
    return "one of Princeton's files (give the folder that it is in)";
  }
  return "plain text";
}

/** The text from its first tag that isn't a declaration, a processing instruction or a comment. */
function withoutProlog(text: string): string {
  let rest = text;
  for (;;) {
    const end = prologEnd(rest);
    if (end === -1) return rest;
    rest = rest.slice(end).trimStart();
  }
}

function prologEnd(text: string): number {
  for (const [start, mark] of [
    ["<!--", "-->"],
    ["<?", "?>"],
  ] as const) {
    if (!text.startsWith(start)) continue;
    const end = text.indexOf(mark, start.length);
    return end === -1 ? -1 : end + mark.length;
  }
  if (/^<!doctype(?!\s+html\b)/i.test(text)) {
    const end = text.indexOf(">");
    return end === -1 ? -1 : end + 1;
  }
  return -1;
}

/**
 * @throws Alt2imgError `wordnet/not-a-lexicon` that says what the file is, if it is something else
 */
export function requireLexicon(head: Uint8Array): void {
  const what = otherFile(head);
  if (what === undefined) return;
  throw new Alt2imgError("wordnet/not-a-lexicon", `This is ${what}, not a lexicon. ${LEXICONS}`);
}
