import type { HttpHead } from "../warc/record.js";
import type { RecordHead } from "../warc/record-head.js";
import { ChunkedDecoder } from "./chunked.js";
import { blockKind, findMessageHead, HTTP_START, parseHttpHead } from "./http-head.js";

/**
 * Finds where the HTTP message in a block ends by its own account: by its `Content-Length`, by its last chunk, or because it
 * has no body. It can follow the block piece by piece.
 * @see RFC 9112, §6.3, https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export class MessageEnd {
  /** Where the head of the message ends in the block. */
  readonly headLength: number;
  readonly #bodyLength: number | undefined;
  readonly #chunks: ChunkedDecoder | undefined;
  #followed = 0;

  constructor(head: HttpHead, headLength: number) {
    this.headLength = headLength;
    const transferCodings = head.headers.getAll("Transfer-Encoding").join();
    if (/\bchunked\s*$/i.test(transferCodings)) this.#chunks = new ChunkedDecoder();
    else if (transferCodings === "") this.#bodyLength = bodyLength(head);
  }

  /** The end of the message, from the start of the block; `undefined` as long as it isn't known. */
  get position(): number | undefined {
    const length = this.#chunks === undefined ? this.#bodyLength : this.#chunks.length;
    return length === undefined ? undefined : this.headLength + length;
  }

  /** Reads the block up to `end`; `bytes` are its last bytes up to there. It skips those that it has read before. */
  follow(bytes: Uint8Array, end: number): void {
    const from = Math.max(this.#followed, this.headLength);
    if (end > from) for (const _ of this.#chunks?.push(bytes.subarray(bytes.length - (end - from))) ?? []);
    this.#followed = Math.max(this.#followed, end);
  }
}

/** The length by `Content-Length`; `undefined` where the body ends with the connection. */
function bodyLength({ status, headers }: HttpHead): number | undefined {
  if (status === 204 || status === 304) return 0;
  const lengths = new Set(headers.getAll("Content-Length"));
  if (lengths.size === 0) return status === undefined ? 0 : undefined;
  const [length = ""] = lengths;
  return lengths.size === 1 && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

/** For the message in a record's block; `undefined` if `block`, its first bytes, doesn't contain a whole HTTP head. */
export function messageEndOf(head: RecordHead, block: Uint8Array): MessageEnd | undefined {
  if (blockKind(head, block.subarray(0, HTTP_START)) !== "message") return undefined;
  const { start, end } = findMessageHead(block, 0, block.length, { isAll: true });
  return end === undefined ? undefined : new MessageEnd(parseHttpHead(block.subarray(start, end)), end);
}
