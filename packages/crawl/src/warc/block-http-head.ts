import { formatCount } from "@alt2img/core";
import type { DecodedWindow } from "../bytes/decoded-window.js";
import {
  blockKind,
  endOfFields,
  findMessageHead,
  HTTP_START,
  type MessageHead,
  parseHttpHead,
} from "../http-message/http-head.js";
import type { MaybePromise } from "../maybe-promise.js";
import type { WarcLimits } from "./limits.js";
import type { Frame, ReportInRecord } from "./record-frame.js";

/** How much to read first; most heads are shorter. */
const HEAD_BYTES = 2048;

type HttpHeadOptions = { limits: WarcLimits; report: ReportInRecord };

/**
 * Finds the HTTP head in a record's block.
 * @param window must be at the start of the block
 * @returns the position of the head, from the start of the block; `undefined` if the block isn't an HTTP message
 */
export function findBlockHttpHead(
  window: DecodedWindow,
  frame: Frame,
  options: HttpHeadOptions,
): MaybePromise<MessageHead | undefined> {
  if (!frame.whole) return decodeHttpHead(window, frame, options);
  const { head, blockLength } = frame;
  const { bytes, start } = window;
  const kind = blockLength === 0 ? "other" : blockKind(head, bytes.subarray(start, start + blockLength));
  if (kind === "other") return undefined;
  const end = start + Math.min(blockLength, options.limits.headerBytes);
  const found = kind === "message" ? findMessageHead(bytes, start, end, { isAll: true }) : undefined;
  if (found?.end === undefined || found.isInterim) return decodeHttpHead(window, frame, options);
  return { start: found.start - start, end: found.end - start };
}

/** Decodes enough of the block to find the head, and reports a head that is missing, too long or without an end. */
async function decodeHttpHead(
  window: DecodedWindow,
  { head, offset, blockLength }: Frame,
  { limits, report }: HttpHeadOptions,
): Promise<MessageHead | undefined> {
  if (blockLength === 0) return undefined;
  await window.fill(Math.min(blockLength, HTTP_START));
  const kind = blockKind(head, window.bytes.subarray(window.start, window.start + blockLength));
  if (kind === "other") return undefined;
  const reportHead = (message: string): void => report("crawl/http-head", offset, message, head);
  if (kind === "missing") {
    reportHead("The block doesn't begin with a status line. It isn't read as HTTP; all of it is the payload.");
    return undefined;
  }
  const limit = Math.min(blockLength, limits.headerBytes);
  for (let wanted = HEAD_BYTES; ; wanted *= 4) {
    const filled = await window.fill(Math.min(wanted, limit));
    const { bytes, start } = window;
    const there = Math.min(window.unread, limit);
    const isAll = !filled || wanted >= limit;
    const found = findMessageHead(bytes, start, start + there, { isAll });
    if (found.end !== undefined) {
      if (found.isInterim) {
        const { status } = parseHttpHead(bytes.subarray(found.start, found.end));
        reportHead(
          `The block holds an interim response (status ${status}) without the final response that must follow it.`,
        );
      }
      return { start: found.start - start, end: found.end - start };
    }
    if (!isAll) continue;
    if (there === limit && limit < blockLength) {
      reportHead(
        `The HTTP head is longer than ${formatCount(limit, "byte")}. The block isn't read as HTTP; all of it is the payload.`,
      );
      return undefined;
    }
    const end = endOfFields(bytes, found.start, start + there) - start;
    // Some crawlers write a revisit record's head without the empty line.
    if (head.type !== "revisit" || end < there) {
      reportHead("No empty line ends the HTTP head; it ends with its last field.");
    }
    return { start: found.start - start, end };
  }
}
