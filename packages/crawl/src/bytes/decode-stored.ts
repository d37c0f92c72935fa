import { type InflateOptions, inflateMembers } from "../gzip/inflate-members.js";
import { startsMember } from "../gzip/member.js";
import type { DecodedPieces } from "./decoded-piece.js";
import type { StoredWindow } from "./stored-window.js";

/** Tells how a file is compressed by its first bytes, and decodes it. */
export async function* decodeStored(stored: StoredWindow, options: InflateOptions): DecodedPieces {
  await stored.fill(4);
  if (startsMember(stored.bytes, stored.start)) {
    yield* inflateMembers(stored, options);
  } else {
    while (await stored.fill(1)) yield [{ bytes: stored.take() }];
  }
}
