/** What a file of rows is, by its bytes. */
export type RowFormat = "parquet" | "tar" | "jsonl" | "json" | "csv";

/** How many bytes `sniffFormat` looks at. */
export const SNIFFED_BYTES: number = 4096;

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/**
 * The format of a file by its first bytes, whatever its name is; `undefined` for any other format.
 *
 * @param head the first `SNIFFED_BYTES` bytes, or all of them
 */
export function sniffFormat(head: Uint8Array): RowFormat | undefined {
  if (ascii(head.subarray(0, 4)) === "PAR1") return "parquet";
  if (isTarHeader(head)) return "tar";
  return sniffText(head);
}

/**
 * Whether a block of 512 bytes is the header of a file in a tar: its checksum says so, in old tars without `ustar`, too.
 *
 * @see POSIX.1-2017, pax, “ustar Interchange Format”
 */
function isTarHeader(head: Uint8Array): boolean {
  if (head.length < 512) return false;
  const stated = /^ *([0-7]+)[ \0]/.exec(ascii(head.subarray(148, 156)))?.[1];
  if (stated === undefined) return false;
  let sum = 0;
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 0x20 : head[i]!;
  return sum === Number.parseInt(stated, 8);
}

function sniffText(head: Uint8Array): RowFormat | undefined {
  // A character of several bytes may be cut at the end.
  const text = decode(head.length < SNIFFED_BYTES ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1 || head.length));
  if (text === undefined || /[\0-\x08\x0e-\x1f]/.test(text)) return undefined;
  const trimmed = text.trimStart();
  if (trimmed.startsWith("[")) return "json";
  if (trimmed.startsWith("{")) {
    const line = trimmed.split("\n", 1)[0]!;
    // An object that goes over several lines is JSON; one in each line is JSON Lines.
    return line.trimEnd().endsWith("}") || line.length === trimmed.length ? "jsonl" : "json";
  }
  const header = trimmed.split(/\r?\n/, 1)[0]!;
  return /^[^<>]*[,;\t][^<>]*$/.test(header) ? "csv" : undefined;
}

function decode(bytes: Uint8Array): string | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start));
  } catch {
    return undefined;
  }
}
