import { formatCount } from "@alt2img/core";
import type { DecodedPiece, DecodedPieces, ReportDamage } from "../bytes/decoded-piece.js";
import { describeDamage } from "../bytes/describe-damage.js";
import type { StoredWindow } from "../bytes/stored-window.js";
import { lazily } from "../lazily.js";
import { exceedsInflationRatio, type WarcLimits } from "../warc/limits.js";
import { startsRecord } from "../warc/record-start.js";
import { type Batch, inflateBatch } from "./inflate-batch.js";
import type { PieceInflater } from "./inflater.js";
import { headerEnd, inputSize, nextMember, SMALLEST_MEMBER, startsMember } from "./member.js";
import { openNativeInflater } from "./native-inflater.js";
import type { NodeZlib } from "./node-zlib.js";

/** Stored bytes to read ahead at the start of a member: most members are then seen whole. */
const READ_AHEAD = 64 << 10;
/** A member that doesn't end within this many stored bytes is inflated piece by piece. */
const LONGEST_BATCH = 1 << 20;
/** The most stored bytes to read in search of the end of an unwanted member. */
const LONGEST_READ_AHEAD = 4 << 20;
/** With this many stored bytes of a member available, it is worth setting up Node's zlib. Later reads request the same number. */
const LONG_READ_AHEAD = 256 << 10;
/** The most stored bytes that one call of an inflater gets. */
const SLICE = 32 << 10;
/** After damage, the start of a record is looked for in this many stored and decoded bytes. */
const PROBE = 8 << 10;
/** If records may be skipped, a member of this many decoded bytes or more shows its headers before it is inflated. */
const LONG_MEMBER = 32 << 10;
/** Stored bytes to inflate for that: more than the headers take. */
const GLANCE = 4 << 10;
const EMPTY = new Uint8Array(0);

export type InflateOptions = {
  /** Node's zlib, where there is one. */
  zlib: NodeZlib | undefined;
  report: ReportDamage;
  limits: Pick<WarcLimits, "inflationRatio">;
  /** Whoever reads may skip records: long members show their headers before they are inflated. */
  skippable?: boolean;
};

/**
 * Inflates a file of gzip members of any size, in constant memory. After a damaged member it continues with the next
 * member that starts with a record.
 */
export async function* inflateMembers(stored: StoredWindow, options: InflateOptions): DecodedPieces {
  const { zlib, report, skippable = false } = options;
  let oneByOneUntil = 0;
  while (await stored.fill(1)) {
    // Reading on copies the unread bytes, so not at every member.
    if (stored.unread < READ_AHEAD / 4) await stored.fill(READ_AHEAD);
    if (!startsMember(stored.bytes, stored.start)) {
      const offset = stored.offset;
      await skipToRecord(stored);
      report(
        "crawl/garbage",
        offset,
        `No gzip member starts here. Skipped ${formatCount(stored.offset - offset, "byte")}.`,
      );
      continue;
    }
    const given = skippable && isLong(stored) ? yield* glanceAtMember(stored) : 0;
    if (given === undefined) continue;
    if (zlib !== undefined && stored.offset >= oneByOneUntil) {
      const batch = await nextBatch(zlib, stored, skippable);
      if (batch !== undefined) {
        stored.consume(batch.length);
        yield given === 0
          ? batch.pieces
          : batch.pieces.map((piece, i) => (i === 0 ? withoutGiven(piece, given) : piece));
        continue;
      }
      oneByOneUntil = stored.offset + Math.min(stored.unread, READ_AHEAD);
    }
    yield* inflateMember(stored, options, given);
  }
}

/** Whether the next member is so long that a look at its headers pays off. */
function isLong({ bytes, start, end, ended }: StoredWindow): boolean {
  const next = nextMember(bytes, start + SMALLEST_MEMBER, end);
  if (next === -1 && !ended) return true;
  return inputSize(bytes, next === -1 ? end : next) >= LONG_MEMBER;
}

/**
 * Yields the first bytes of a member, which hold the header of its record, and skips the member if the rest isn't wanted.
 * @returns how many decoded bytes were yielded; `undefined` if the member was skipped
 */
async function* glanceAtMember(stored: StoredWindow): DecodedPieces<number | undefined> {
  const bytes = await inflatePrefix(stored.bytes.subarray(stored.start, stored.start + GLANCE));
  if (!startsRecord(bytes)) return 0;
  const request = yield [{ bytes, memberStart: stored.offset }];
  const length = request === undefined ? undefined : await findMemberEnd(stored, request.memberSize);
  if (length === undefined) return bytes.length;
  stored.consume(length);
  return undefined;
}

/**
 * Finds the end of a member without inflating it: the one place, within the longest that a compressor makes of `size`
 * bytes, where the member's ISIZE is followed by another member. If a payload holds such a place too, by chance or by
 * design, there are two, and the member has to be inflated.
 * @param size the member's length, inflated
 * @returns its stored length; `undefined` if there is no such place, or more than one
 */
async function findMemberEnd(stored: StoredWindow, size: number): Promise<number | undefined> {
  // Stored blocks add 5 bytes to each 16 kB or more (zlib's smallest blocks); header and trailer add some.
  const longest = size + (size >> 10) + 4096;
  if (longest > LONGEST_READ_AHEAD) return undefined;
  await stored.fill(longest);
  const { bytes, start, end } = stored;
  let found: number | undefined;
  for (let at = start + SMALLEST_MEMBER; at <= start + longest; at++) {
    at = nextMember(bytes, at, end);
    if (at === -1) at = stored.ended ? end : Number.POSITIVE_INFINITY;
    if (at > start + longest) break;
    if (inputSize(bytes, at) === size) {
      if (found !== undefined) return undefined;
      found = at - start;
    }
    if (at === end) break;
  }
  return found;
}

const withoutGiven = ({ bytes, memberEnd }: DecodedPiece, given: number): DecodedPiece =>
  memberEnd === undefined ? { bytes: bytes.subarray(given) } : { bytes: bytes.subarray(given), memberEnd };

async function nextBatch(zlib: NodeZlib, stored: StoredWindow, skippable: boolean): Promise<Batch | undefined> {
  for (let readAhead = READ_AHEAD; ; readAhead *= 4) {
    const { bytes, start, end, ended: last, offset } = stored;
    const batch = inflateBatch(zlib, bytes, start, end, {
      last,
      offset,
      stopBefore: skippable ? LONG_MEMBER : Number.POSITIVE_INFINITY,
    });
    if (batch !== "more") return batch;
    if (last || readAhead > LONGEST_BATCH) return undefined;
    await stored.fill(readAhead);
  }
}

/** @param given how many decoded bytes of the member were yielded before */
async function* inflateMember(
  stored: StoredWindow,
  { zlib, report, limits }: InflateOptions,
  given: number,
): DecodedPieces {
  const memberStart = stored.offset;
  stored.pin();
  const inflater = enterLongMember(stored, zlib) ?? (await gzipInflater());
  let first = given === 0;
  let known = given;
  let damage: string | undefined;
  let cut = false;
  try {
    do {
      if (stored.unread < SLICE) await stored.fill(LONG_READ_AHEAD);
      const { decoded, consumed } = inflater.inflate(
        stored.bytes.subarray(stored.start, Math.min(stored.start + SLICE, stored.end)),
      );
      stored.consume(consumed);
      const bytes = decoded.subarray(Math.min(known, decoded.length));
      known -= decoded.length - bytes.length;
      const { ended, problem } = inflater;
      if (ended) stored.unpin();
      if (ended || bytes.length > 0) {
        yield [{ bytes, ...(first ? { memberStart } : {}), ...(ended ? { memberEnd: stored.offset } : {}) }];
        first = false;
      }
      if (ended) return;
      if (problem !== undefined) {
        damage = `zlib finds “${problem}”`;
      } else if (exceedsInflationRatio(inflater.bytesOut, inflater.bytesIn, limits.inflationRatio)) {
        damage = `it inflates to more than ${limits.inflationRatio} times its size`;
      } else if (!inflater.pending && !(await stored.fill(1))) {
        damage = "the file ends inside it";
        cut = true;
      }
    } while (damage === undefined);
  } finally {
    inflater.close();
  }
  yield* passDamage(stored, report, { memberStart, damage, cut, first });
}

/** Consumes the header of a long member and sets up Node's zlib for the rest; `undefined` if the portable inflater is to do it. */
function enterLongMember(stored: StoredWindow, zlib: NodeZlib | undefined): PieceInflater | undefined {
  if (zlib === undefined || stored.unread < LONG_READ_AHEAD) return undefined;
  const header = headerEnd(stored.bytes, stored.start, stored.end);
  const inflater = header === undefined ? undefined : openNativeInflater(zlib);
  if (header !== undefined && inflater !== undefined) stored.consume(header - stored.start);
  return inflater;
}

type Damaged = {
  memberStart: number;
  damage: string;
  cut: boolean;
  /** Nothing of the member has been yielded. */
  first: boolean;
};

/** Reports the damage and goes to the next member that starts with a record; the search begins inside the damaged one. */
async function* passDamage(
  stored: StoredWindow,
  report: ReportDamage,
  { memberStart, damage, cut, first }: Damaged,
): DecodedPieces {
  stored.rewind();
  stored.unpin();
  stored.consume(1);
  await skipToRecord(stored);
  // If another record follows, the bytes of its member were inflated as if they belonged to this one.
  const isLast = stored.unread === 0;
  const nextRecord = stored.offset;
  yield [{ bytes: EMPTY, ...(first ? { memberStart } : {}), damaged: cut && isLast ? "cut" : "corrupt" }];
  const site = { length: nextRecord - memberStart, isLast, isCut: cut };
  report("crawl/damaged-member", memberStart, describeDamage("gzip member", damage, site));
}

/** Consumes everything up to the next member that starts with a record, or to the end of the file. */
async function skipToRecord(stored: StoredWindow): Promise<void> {
  while (await stored.fill(4)) {
    const at = nextMember(stored.bytes, stored.start, stored.end);
    if (at === -1) {
      stored.consume(stored.unread - 3);
      continue;
    }
    stored.consume(at - stored.start);
    await stored.fill(PROBE);
    if (startsRecord(await inflatePrefix(stored.bytes.subarray(stored.start, stored.end)))) return;
    stored.consume(1);
  }
  stored.consume(stored.unread);
}

/** The first decoded bytes of a member; none if there is no member. */
const inflatePrefix = async (bytes: Uint8Array): Promise<Uint8Array> =>
  (await gzipInflater()).inflate(bytes.subarray(0, PROBE)).decoded;

const portable = lazily(() => import("./inflater.js"));

/** The portable inflater, loaded on first use: in Node, for a glance or where a batch cannot inflate a member. */
async function gzipInflater(): Promise<PieceInflater> {
  const { Inflater } = await portable();
  return new Inflater("gzip");
}
