import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { MAX_PAGE_BYTES } from "@alt2img/alt-text";
import { Alt2imgError, type ByteSource, collectBytes } from "@alt2img/core";
import { reasonOf } from "../system-error.js";

/**
 * The bytes of an HTML file, gzip undone.
 *
 * @throws Alt2imgError `cli/input` when it is larger than `MAX_PAGE_BYTES`, broken gzip, or no HTML
 */
export async function readHtml(source: ByteSource): Promise<Uint8Array> {
  const stored = await collectBytes(source, { maxBytes: MAX_PAGE_BYTES }).catch((cause) => {
    throw inputError(reasonOf(cause), cause);
  });
  const bytes = stored[0] === 0x1f && stored[1] === 0x8b ? await gunzipped(stored) : stored;
  if (bytes.length === 0) throw inputError("It is empty.");
  if (!looksLikeMarkup(bytes)) throw inputError("It is no HTML, and no crawl file (WARC, ARC, WAT) either.");
  return bytes;
}

async function gunzipped(stored: Uint8Array): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(stored, { maxOutputLength: MAX_PAGE_BYTES });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "Z_BUF_ERROR") {
      throw inputError("Its gzip data end too early: it was not copied or downloaded to its end. Get it again.", cause);
    }
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw inputError(
        `It is gzip of more than ${MAX_PAGE_BYTES} bytes, which no page has. Give smaller files.`,
        cause,
      );
    }
    throw inputError(`Its gzip data are damaged (${reasonOf(cause).replace(/\.$/, "")}). Get it again.`, cause);
  }
}

/** Text with a tag in it: whatever is HTML for a browser, and fragments too. */
function looksLikeMarkup(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 64 * 1024);
  const isUtf16 = (head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0xff && head[1] === 0xfe);
  const text = new TextDecoder(isUtf16 ? (head[0] === 0xfe ? "utf-16be" : "utf-16le") : "latin1").decode(head);
  // Control characters that no text has: https://mimesniff.spec.whatwg.org/#binary-data-byte
  return !/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/.test(text) && /<[a-z!?]/i.test(text);
}

function inputError(message: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError("cli/input", message, { cause });
}
