import { formatCount } from "@alt2img/core";
import type { DecodedPiece, DecodedPieces, ReportDamage } from "../bytes/decoded-piece.js";
import { describeDamage } from "../bytes/describe-damage.js";
import type { StoredWindow } from "../bytes/stored-window.js";
import type { NodeZlib } from "../gzip/node-zlib.js";
import { exceedsInflationRatio, mostDecoded, type WarcLimits } from "../warc/limits.js";
import { decodeZstd } from "./decode-zstd.js";
import { FrameWalker, frameKind, nextDataFrame, uint32 } from "./frame-walker.js";

/** A longer frame is decoded block by block. */
const LONGEST_READ_AHEAD = 4 << 20;
/** The longest dictionary that is accepted. Trained ones have about 100 kB. */
const LONGEST_DICTIONARY = 16 << 20;
/** Stored bytes given to the decoder at a time. */
const SLICE = 64 << 10;
/** The longest frame header: magic, descriptor, window, dictionary id, content size. */
const FRAME_HEADER = 18;
const EMPTY = new Uint8Array(0);

export type DecodeFramesOptions = { zlib: NodeZlib | undefined; report: ReportDamage; limits: WarcLimits };

/**
 * Decodes a file of zstd frames. A skippable frame 0x184D2A5D at its start holds the dictionary for all other frames,
 * zstd-compressed or not; other skippable frames are skipped.
 * @see https://iipc.github.io/warc-specifications/specifications/warc-zstd/
 */
export async function* decodeFrames(stored: StoredWindow, options: DecodeFramesOptions): DecodedPieces {
  let dictionary: Uint8Array | undefined;
  let first = true;
  while (await stored.fill(1)) {
    await stored.fill(FRAME_HEADER);
    const memberStart = stored.offset;
    const kind = frameKind(stored.bytes, stored.start);
    let damage: FrameDamage | undefined;
    if (kind === undefined) damage = { what: "its magic number is missing" };
    else if (kind === "data") damage = yield* decodeFrame(stored, dictionary, options);
    else if (kind === "dictionary" && first) {
      dictionary = await readDictionary(stored, options.zlib);
      if (dictionary === undefined) damage = { what: "its dictionary can't be read" };
    } else if (!(await skipFrame(stored))) damage = FILE_ENDS;
    first = false;
    if (damage === undefined) continue;

    await skipToFrame(stored);
    const site = { length: stored.offset - memberStart, isLast: stored.unread === 0, isCut: damage.isCut ?? false };
    const damaged = site.isCut && site.isLast ? "cut" : "corrupt";
    yield [damage.begun ? { bytes: EMPTY, damaged } : { bytes: EMPTY, memberStart, damaged }];
    options.report("crawl/damaged-member", memberStart, describeDamage("zstd frame", damage.what, site));
  }
}

type FrameDamage = {
  what: string;
  /** The file seems to end inside the frame. */
  isCut?: boolean;
  /** Some of its content has been given. */
  begun?: boolean;
};
const FILE_ENDS: FrameDamage = { what: "the file ends inside it", isCut: true };

/** The decoded pieces of one frame; returns what is wrong with it. */
type FramePieces = DecodedPieces<FrameDamage | undefined>;

async function* decodeFrame(
  stored: StoredWindow,
  dictionary: Uint8Array | undefined,
  { zlib, limits }: DecodeFramesOptions,
): FramePieces {
  // A frame with a dictionary can't be decoded block by block.
  const longest = dictionary === undefined ? LONGEST_READ_AHEAD : limits.blockBytes;
  const walker = new FrameWalker();
  let length = 0;
  while (!walker.ended && walker.problem === undefined && length < longest && (await stored.fill(length + 1))) {
    length = walker.walk(stored.bytes, stored.start + length, stored.end) - stored.start;
  }
  if (walker.problem !== undefined) return { what: walker.problem };
  if (!walker.ended) {
    if (dictionary === undefined) return yield* decodeBlocks(stored, limits);
    return stored.ended ? FILE_ENDS : { what: `it is longer than ${formatCount(limits.blockBytes, "byte")}` };
  }
  const memberStart = stored.offset;
  const frame = stored.bytes.subarray(stored.start, stored.start + length);
  try {
    const bytes = await decodeZstd(frame, { zlib, dictionary, limit: mostDecoded(length, limits) });
    stored.consume(length);
    yield [{ bytes, memberStart, memberEnd: stored.offset }];
    return undefined;
  } catch (error) {
    return { what: messageOf(error) };
  }
}

/** Decodes a frame block by block that is too long to hold in memory, or cut off. */
async function* decodeBlocks(stored: StoredWindow, { inflationRatio }: WarcLimits): FramePieces {
  const { Decompress } = await import("fzstd");
  const memberStart = stored.offset;
  stored.pin();
  let parts: Uint8Array[] = [];
  let bytesOut = 0;
  let begun = false;
  const decoder = new Decompress((part) => {
    if (part.length > 0) parts.push(part);
  });
  const walker = new FrameWalker();
  let damage: FrameDamage | undefined;
  while (!walker.ended && damage === undefined) {
    if (!(await stored.fill(1))) {
      damage = FILE_ENDS;
      break;
    }
    const end = walker.walk(stored.bytes, stored.start, Math.min(stored.end, stored.start + SLICE));
    const slice = stored.bytes.slice(stored.start, end);
    stored.consume(slice.length);
    try {
      decoder.push(slice, walker.ended);
      if (walker.problem !== undefined) damage = { what: walker.problem };
    } catch (error) {
      damage = { what: messageOf(error) };
    }
    bytesOut += parts.reduce((sum, { length }) => sum + length, 0);
    if (exceedsInflationRatio(bytesOut, stored.offset - memberStart, inflationRatio)) {
      damage = { what: `it decodes to more than ${inflationRatio} times its size` };
    }
    const pieces = parts.map((bytes, i): DecodedPiece => (begun || i > 0 ? { bytes } : { bytes, memberStart }));
    parts = [];
    if (walker.ended && damage === undefined) {
      const last = pieces.pop() ?? (begun ? { bytes: EMPTY } : { bytes: EMPTY, memberStart });
      pieces.push({ ...last, memberEnd: stored.offset });
    }
    if (pieces.length > 0) {
      begun = true;
      yield pieces;
    }
  }
  if (damage !== undefined) stored.rewind();
  stored.unpin();
  return damage && { ...damage, begun };
}

async function readDictionary(stored: StoredWindow, zlib: NodeZlib | undefined): Promise<Uint8Array | undefined> {
  const length = 8 + uint32(stored.bytes, stored.start + 4);
  if (length > LONGEST_DICTIONARY || !(await stored.fill(length))) return undefined;
  const content = stored.bytes.slice(stored.start + 8, stored.start + length);
  stored.consume(length);
  if (frameKind(content, 0) !== "data") return content;
  return decodeZstd(content, { zlib, limit: LONGEST_DICTIONARY }).catch(() => undefined);
}

async function skipFrame(stored: StoredWindow): Promise<boolean> {
  let left = 8 + uint32(stored.bytes, stored.start + 4);
  while (left > 0 && (await stored.fill(1))) {
    const skipped = Math.min(left, stored.unread);
    stored.consume(skipped);
    left -= skipped;
  }
  return left === 0;
}

/** Skips to the next frame with data, or to the end of the file. */
async function skipToFrame(stored: StoredWindow): Promise<void> {
  stored.consume(Math.min(1, stored.unread));
  while (await stored.fill(4)) {
    const at = nextDataFrame(stored.bytes, stored.start, stored.end);
    stored.consume(at === -1 ? stored.unread - 3 : at - stored.start);
    if (at !== -1) return;
  }
  stored.consume(stored.unread);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
