import { Alt2imgError, concatenate, extractMimeType, formatCount } from "@alt2img/core";
import type { NodeZlib } from "../gzip/node-zlib.js";
import { type BodyOptions, codingsOf, decodeBody, decodeBodyStream } from "../http-message/decode-body.js";
import { type MessageHead, parseHttpHead } from "../http-message/http-head.js";
import type { DigestVerdict } from "./digest.js";
import type { WarcLimits } from "./limits.js";
import type { Headers, HttpHead, WarcRecord } from "./record.js";
import { verifyRecordDigests } from "./record-digests.js";
import type { Frame, ReportInRecord } from "./record-frame.js";
import type { RecordFramer } from "./record-framer.js";

/** What a record needs to read its block. */
export type RecordOptions = { limits: WarcLimits; report: ReportInRecord; zlib: NodeZlib | undefined };

/** A record whose block is read from the file on demand, until the caller asks for the next record. */
export class BorrowedRecord implements WarcRecord {
  readonly #framer: RecordFramer;
  readonly #frame: Frame;
  readonly #options: RecordOptions;
  /** Where the HTTP head is in the block; `undefined` if the block isn't an HTTP message. */
  readonly #messageHead: MessageHead | undefined;
  readonly #httpBytes: Uint8Array | undefined;
  #http: HttpHead | undefined;
  #block: Uint8Array | undefined;
  #streamed = false;
  #closed = false;

  /** The window must be at the block and contain the head. */
  constructor(framer: RecordFramer, frame: Frame, messageHead: MessageHead | undefined, options: RecordOptions) {
    this.#framer = framer;
    this.#frame = frame;
    this.#messageHead = messageHead;
    if (messageHead !== undefined) {
      const { bytes, start } = framer.window;
      this.#httpBytes = bytes.subarray(start + messageHead.start, start + messageHead.end);
    }
    this.#options = options;
  }

  get format(): "warc" | "arc" {
    return this.#frame.head.format;
  }
  get version(): string {
    return this.#frame.head.version;
  }
  get type(): string {
    return this.#frame.head.type;
  }
  get recordId(): string | undefined {
    return this.#frame.head.recordId;
  }
  get targetUri(): string | undefined {
    return this.#frame.head.targetUri;
  }
  get date(): string | undefined {
    return this.#frame.head.date;
  }
  get headers(): Headers {
    return this.#frame.head.headers;
  }
  get contentLength(): number {
    return this.#frame.head.contentLength;
  }
  get offset(): number {
    return this.#frame.offset;
  }
  get length(): number | undefined {
    return this.#frame.length;
  }

  get truncated(): boolean {
    return this.#frame.truncated;
  }

  get http(): HttpHead | undefined {
    if (this.#httpBytes !== undefined) this.#http ??= parseHttpHead(this.#httpBytes);
    return this.#http;
  }

  get mimeType(): string | undefined {
    const { headers } = this.http ?? this;
    const essence = extractMimeType(headers.getAll("Content-Type"))?.essence;
    // A block that only claims to be an HTTP message doesn't declare the type of its payload.
    return this.http === undefined && essence === "application/http" ? undefined : essence;
  }

  async block(): Promise<Uint8Array> {
    if (this.#block !== undefined) return this.#block;
    this.#claim();
    const { limits, report } = this.#options;
    const parts: Uint8Array[] = [];
    let total = 0;
    while (true) {
      const taken = this.#framer.takeBlock();
      const part = taken instanceof Promise ? await taken : taken;
      if (part === undefined) break;
      const room = limits.blockBytes - total;
      if (part.length > room) {
        const message = `The block is longer than ${formatCount(limits.blockBytes, "byte")}, the most that is held in memory; the rest is left out.`;
        report("crawl/block-too-large", this.offset, message, this.#frame.head);
        parts.push(part.subarray(0, room));
        total += room;
        break;
      }
      parts.push(part);
      total += part.length;
    }
    this.#block = parts.length === 1 ? parts[0]! : concatenate(parts, total);
    return this.#block;
  }

  async *blockStream(): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#block !== undefined) {
      yield this.#block;
      return;
    }
    this.#claim();
    this.#streamed = true;
    while (true) {
      if (this.#closed) throw this.#gone();
      const part = await this.#framer.takeBlock();
      if (part === undefined) return;
      yield part;
    }
  }

  async payload(): Promise<Uint8Array> {
    const block = await this.block();
    if (this.#messageHead === undefined) return block;
    const body = block.subarray(this.#messageHead.end);
    const codings = codingsOf(this.http!.headers);
    return codings.length === 0 ? body : decodeBody(body, codings, this.#bodyOptions());
  }

  async *payloadStream(): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#messageHead === undefined) return yield* this.blockStream();
    yield* decodeBodyStream(
      this.#bodyStream(this.#messageHead.end),
      codingsOf(this.http!.headers),
      this.#bodyOptions(),
    );
  }

  async verifyDigests(): Promise<DigestVerdict[]> {
    return verifyRecordDigests(this, await this.block(), this.#messageHead?.end ?? 0);
  }

  /** Ends access to the bytes: asking for them from now on throws. */
  close(): void {
    this.#closed = true;
  }

  async *#bodyStream(headLength: number): AsyncGenerator<Uint8Array, void, undefined> {
    let head = headLength;
    for await (const part of this.blockStream()) {
      const body = part.subarray(Math.min(head, part.length));
      head -= part.length - body.length;
      if (body.length > 0) yield body;
    }
  }

  #bodyOptions(): BodyOptions {
    const { limits, report, zlib } = this.#options;
    return { limits, zlib, report: (code, message) => report(code, this.offset, message, this.#frame.head) };
  }

  #claim(): void {
    if (this.#closed) throw this.#gone();
    if (this.#streamed) {
      throw new Alt2imgError(
        "crawl/record-streamed",
        `The record at offset ${this.offset} has been read as a stream. Use block() or payload() to read it more than once.`,
      );
    }
  }

  #gone(): Alt2imgError {
    return new Alt2imgError(
      "crawl/record-gone",
      `The record at offset ${this.offset} was read after the next one was requested. Read it before that, or copy what you need.`,
    );
  }
}
