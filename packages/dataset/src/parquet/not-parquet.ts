import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";

/**
 * Why a file couldn't be opened as Parquet, by its own bytes: hyparquet only says which of its checks failed.
 *
 * @param name what messages call the file
 * @param cause what hyparquet threw; errors of reading are passed on as they are
 */
export async function notParquet(file: RandomAccessBytes, name: string, cause: unknown): Promise<Alt2imgError> {
  if (cause instanceof Alt2imgError) return cause;
  const { byteLength } = file;
  if (byteLength === 0) return error(name, "it is empty. Get it again", cause);
  const [head, tail] = await Promise.all([
    textOf(file, 0, Math.min(16, byteLength)),
    textOf(file, Math.max(0, byteLength - 4), byteLength),
  ]);
  if (head === undefined || tail === undefined) return damagedParquet(name, cause);
  if (/^PARE/.test(head) || tail === "PARE") return error(name, "it is encrypted. Decrypt it first", cause);
  if (!head.startsWith("PAR1")) {
    return /^\s*<(?:!doctype|html|head|\?xml|!--|h1|body)/i.test(head)
      ? error(name, "it is a web page. Give the address of the file itself, often called “raw” or “download”", cause)
      : error(name, `it begins with ${inWords(head)}, not with PAR1. Give a Parquet file`, cause);
  }
  if (tail !== "PAR1" || byteLength < 12) {
    return error(name, `its end is missing: it has only ${byteLength} bytes. Copy or download it again`, cause);
  }
  return damagedParquet(name, cause);
}

/** The file begins and ends as Parquet, and something in it is wrong. */
export function damagedParquet(name: string, cause: unknown): Alt2imgError {
  if (cause instanceof Alt2imgError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return error(name, `it is damaged (${reason}). Copy or download it again, or write it again`, cause);
}

const error = (name: string, reason: string, cause: unknown): Alt2imgError =>
  new Alt2imgError("dataset/not-parquet", `${name} can't be read as Parquet: ${reason}.`, { cause });

async function textOf(file: RandomAccessBytes, start: number, end: number): Promise<string | undefined> {
  try {
    return String.fromCharCode(...new Uint8Array(await file.slice(start, end)));
  } catch {
    return undefined;
  }
}

/** The text, or the bytes if it isn't one. */
function inWords(head: string): string {
  if (/^[\t\n\r -~]+$/.test(head)) return JSON.stringify(head);
  const bytes = Array.from(head.slice(0, 4), (each) => each.charCodeAt(0).toString(16).padStart(2, "0"));
  return `the bytes ${bytes.join(" ")}`;
}
