import { inflateMembers } from "../gzip/inflate-members.js";
import { startsMember } from "../gzip/member.js";
import type { NodeZlib } from "../gzip/node-zlib.js";
import type { WarcLimits } from "../warc/limits.js";
import { frameKind } from "../zstd/frame-walker.js";
import type { DecodedPieces, ReportDamage } from "./decoded-piece.js";
import type { StoredWindow } from "./stored-window.js";

export type DecodeOptions = {
  /** Node's zlib, where it exists. */
  zlib: NodeZlib | undefined;
  report: ReportDamage;
  limits: WarcLimits;
  /** Records may be skipped without being decoded. */
  skippable?: boolean;
};

/** Finds out from its first bytes how a file is compressed, and decodes it. */
export async function* decodeStored(stored: StoredWindow, options: DecodeOptions): DecodedPieces {
  await stored.fill(4);
  if (startsMember(stored.bytes, stored.start)) {
    yield* inflateMembers(stored, options);
  } else if (frameKind(stored.bytes, stored.start) !== undefined) {
    const { decodeFrames } = await import("../zstd/decode-frames.js");
    yield* decodeFrames(stored, options);
  } else {
    while (await stored.fill(1)) yield [{ bytes: stored.take() }];
  }
}
