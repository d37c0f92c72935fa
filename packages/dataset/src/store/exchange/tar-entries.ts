import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";

/** A file in a tar: its name and where its bytes are. */
export type TarEntry = { name: string; start: number; end: number };

const BLOCK = 512;
/** Headers are read this much at a time; small files come along. */
const WINDOW = 1 << 20;
/** The longest name or list of attributes. Paths have 4,096 bytes at most on Linux. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * The files in a tar, in their order, without reading their contents: GNU's long names, and pax's `path` and `size`. Folders,
 * links and devices are skipped; nothing is unpacked, so a name like `../x` is only a name. The tar libraries of npm read from start
 * to end; this takes the parts, so that over HTTP only what is wanted is loaded.
 *
 * @throws Alt2imgError `dataset/tar` for a header whose checksum is wrong, a file that ends beyond the tar, a header that is too
 *   long, and a tar without its end
 * @see POSIX.1-2017, pax; GNU tar manual, “Basic Tar Format”
 */
export async function* tarEntries(
  tar: RandomAccessBytes,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<TarEntry, void, undefined> {
  let window = new Uint8Array(0);
  let windowStart = 0;
  const bad = (at: number, what: string): Alt2imgError =>
    new Alt2imgError("dataset/tar", `${tar.name ?? "The tar"}, byte ${at}: ${what}. Get the file again.`);
  const bytesAt = async (start: number, end: number): Promise<Uint8Array> => {
    if (start < windowStart || end > windowStart + window.length) {
      signal?.throwIfAborted();
      window = new Uint8Array(
        await tar.slice(start, Math.min(Math.max(end, start + WINDOW), tar.byteLength), { signal }),
      );
      windowStart = start;
    }
    return window.subarray(start - windowStart, end - windowStart);
  };
  let longName: string | undefined;
  let longSize: number | undefined;
  for (let at = 0; at < tar.byteLength; ) {
    if (at + BLOCK > tar.byteLength) throw bad(at, "it ends within a header");
    const header = await bytesAt(at, at + BLOCK);
    // Two empty blocks are the end; one is, too, for most programs.
    if (header.every((byte) => byte === 0)) return;
    if (!hasChecksum(header)) throw bad(at, "the checksum of a header is wrong");
    const type = String.fromCharCode(header[156]!);
    const size =
      longSize !== undefined && type !== "L" && type !== "x" && type !== "g" ? longSize : numberAt(header, 124, 12);
    const start = at + BLOCK;
    const end = start + (size ?? Number.NaN);
    if (!(end <= tar.byteLength)) throw bad(at, "a file ends beyond the end");
    if (type === "L" || type === "x" || type === "g") {
      if (end - start > MAX_HEADER_BYTES)
        throw bad(at, `a name has ${end - start} bytes; the most is ${MAX_HEADER_BYTES}`);
      const data = await bytesAt(start, end);
      if (type === "L") longName = textOf(data);
      else if (type === "x") {
        const records = paxRecords(data);
        longName = records.get("path") ?? longName;
        const stated = records.get("size");
        if (stated !== undefined) longSize = /^\d{1,15}$/.test(stated) ? Number(stated) : Number.NaN;
      }
    } else {
      if (type === "0" || type === "\0" || type === "7") {
        const prefix = textOf(header.subarray(257, 262)) === "ustar" ? textOf(header.subarray(345, 500)) : "";
        const short = textOf(header.subarray(0, 100));
        yield { name: longName ?? (prefix === "" ? short : `${prefix}/${short}`), start, end };
      }
      longName = undefined;
      longSize = undefined;
    }
    at = start + Math.ceil((end - start) / BLOCK) * BLOCK;
  }
  throw bad(tar.byteLength, "it ends without the mark of the end, so something may be missing");
}

function hasChecksum(header: Uint8Array): boolean {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : header[i]!;
  return sum === numberAt(header, 148, 8);
}

/** A number in octal digits, or for large files in GNU's base 256. */
function numberAt(header: Uint8Array, start: number, length: number): number | undefined {
  const field = header.subarray(start, start + length);
  if (field[0]! & 0x80) {
    let value = field[0]! & 0x7f;
    for (const byte of field.subarray(1)) value = value * 256 + byte;
    return value;
  }
  const digits = /^ *([0-7]*)[ \0]*$/.exec(String.fromCharCode(...field))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits || "0", 8);
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

/** `27 path=a/long/name\n`, with the length of the whole record in front. */
function paxRecords(data: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const length = space === -1 ? Number.NaN : Number(textOf(data.subarray(at, space)));
    if (!(Number.isInteger(length) && length > space - at + 1)) break;
    const [key = "", ...value] = textOf(data.subarray(space + 1, at + length - 1)).split("=");
    records.set(key, value.join("="));
    at += length;
  }
  return records;
}
