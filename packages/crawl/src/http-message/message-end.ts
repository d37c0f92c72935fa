import type { HttpHead } from "../warc/record.js";
import type { RecordHead } from "../warc/record-head.js";
import { ChunkedDecoder } from "./chunked.js";
import { blockKind, findMessageHead, HTTP_START, parseHttpHead } from "./http-head.js";

/**
 * Where the HTTP message in a block ends by what it says itself: by its `Content-Length`, its last chunk, or because it
 * has no body. The block is followed piece by piece.
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

  /** Counted from the start of the block; `undefined` where it isn't known, or not yet. */
  get position(): number | undefined {
    const length = this.#chunks === undefined ? this.#bodyLength : this.#chunks.length;
    return length === undefined ? undefined : this.headLength + length;
  }

  /** Takes the bytes of the block up to `end`, of which `bytes` are the last. What it has been given before, it passes over. */
  follow(bytes: Uint8Array, end: number): void {
    const from = Math.max(this.#followed, this.headLength);
    if (end > from) for (const _ of this.#chunks?.push(bytes.subarray(bytes.length - (end - from))) ?? []);
    this.#followed = Math.max(this.#followed, end);
  }
}

/** By the `Content-Length` alone; `undefined` where the body ends with the connection. */
function bodyLength({ status, headers }: HttpHead): number | undefined {
  if (status === 204 || status === 304) return 0;
  const lengths = new Set(headers.getAll("Content-Length"));
  if (lengths.size === 0) return status === undefined ? 0 : undefined;
  const [length = ""] = lengths;
  return lengths.size === 1 && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

/** For the message that begins the block of a record; `undefined` where no whole HTTP head is in `block`, its first bytes. */
export function messageEndOf(head: RecordHead, block: Uint8Array): MessageEnd | undefined {
  if (blockKind(head, block.subarray(0, HTTP_START)) !== "message") return undefined;
  const { start, end } = findMessageHead(block, 0, block.length, { isAll: true });
  return end === undefined ? undefined : new MessageEnd(parseHttpHead(block.subarray(start, end)), end);
}
