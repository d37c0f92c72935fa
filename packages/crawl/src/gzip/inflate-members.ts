import { formatCount } from "@alt2img/core";
import type { DecodedPiece, DecodedPieces, ReportDamage } from "../bytes/decoded-piece.js";
import { describeDamage } from "../bytes/describe-damage.js";
import type { StoredWindow } from "../bytes/stored-window.js";
import { exceedsInflationRatio, type WarcLimits } from "../warc/limits.js";
import { startsRecord } from "../warc/record-start.js";
import { type Batch, inflateBatch } from "./inflate-batch.js";
import type { Inflater } from "./inflater.js";
import { headerEnd, inputSize, nextMember, SMALLEST_MEMBER, startsMember } from "./member.js";
import { NativeInflater } from "./native-inflater.js";
import type { NodeZlib } from "./node-zlib.js";

/** Read ahead before a member is begun, so that most members are seen whole. */
const READ_AHEAD = 64 << 10;
/** A member that doesn't end within this many stored bytes is inflated piece by piece. */
const LONGEST_BATCH = 1 << 20;
/** The most stored bytes that are read to find the end of a member that isn't wanted. */
const LONGEST_READ_AHEAD = 4 << 20;
/** Stored bytes of a member from which on it is inflated by Node's zlib beside this thread. */
const LONG_READ_AHEAD = 256 << 10;
/** Stored bytes given to zlib at a time: of a bomb, a thousand times as many come out at once. */
const SLICE = 32 << 10;
/** Stored bytes, and decoded ones, in which the start of a record is looked for after damage. */
const PROBE = 8 << 10;
/** Decoded bytes from which on a member is looked at before it is inflated, if it may be passed over. */
const LONG_MEMBER = 32 << 10;
/** Stored bytes of that look: more than the headers take. */
const GLANCE = 4 << 10;
const EMPTY = new Uint8Array(0);

export type InflateOptions = {
  /** Node's zlib, where there is one. */
  zlib: NodeZlib | undefined;
  report: ReportDamage;
  limits: Pick<WarcLimits, "inflationRatio">;
  /** Records may be passed over: long members are looked at before they are inflated. */
  skippable?: boolean;
};

/**
 * Inflates a file of gzip members of any size, in constant memory. After a damaged member it goes on with the next
 * one that holds the start of a record.
 */
export async function* inflateMembers(stored: StoredWindow, options: InflateOptions): DecodedPieces {
  const { zlib, report, skippable = false } = options;
  let oneByOneUntil = 0;
  while (await stored.fill(1)) {
    // Not at every member: what is unread is copied when more is read.
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
    const header = stored.unread < LONG_READ_AHEAD ? undefined : headerEnd(stored.bytes, stored.start, stored.end);
    if (zlib !== undefined && header !== undefined) {
      yield* inflateLongMember(stored, { ...options, zlib }, header - stored.start, given);
    } else yield* inflateMember(stored, options, given);
  }
}

/** Whether it pays to look at the beginning of the next member before inflating it. */
function isLong({ bytes, start, end, ended }: StoredWindow): boolean {
  const next = nextMember(bytes, start + SMALLEST_MEMBER, end);
  if (next === -1 && !ended) return true;
  return inputSize(bytes, next === -1 ? end : next) >= LONG_MEMBER;
}

/**
 * Gives the beginning of a member, with the header of its record. If the rest is not wanted, the member is passed over.
 * @returns how many decoded bytes were given; `undefined` if the member has been passed over
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
 * Finds the end of a member without inflating it: the only place, as far as a compressor could have come, where its
 * ISIZE stands before the start of another member. A payload may hold such a place too, by chance or by design: then
 * there are two, and the member has to be inflated.
 * @param size how many bytes it has inflated
 */
async function findMemberEnd(stored: StoredWindow, size: number): Promise<number | undefined> {
  // Stored blocks add 5 bytes to each 16 kB or more, zlib's smallest; header and trailer add some.
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

/** @param given how many of its decoded bytes have been handed out before */
async function* inflateMember(stored: StoredWindow, options: InflateOptions, given: number): DecodedPieces {
  const { report, limits } = options;
  const inflater = await gzipInflater();
  const memberStart = stored.offset;
  stored.pin();
  let first = given === 0;
  let known = given;
  let damage: string | undefined;
  let cut = false;
  do {
    await stored.fill(SLICE);
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
    } else if (!inflater.pending && stored.unread === 0 && !(await refill(stored))) {
      damage = "the file ends inside it";
      cut = true;
    }
  } while (damage === undefined);

  yield* passDamage(stored, report, { memberStart, damage, cut, first });
}

type Damaged = {
  memberStart: number;
  damage: string;
  cut: boolean;
  /** Nothing of the member has been handed out. */
  first: boolean;
};

/** Goes on with the next member that holds a record, sought from the start of the damaged one, and reports. */
async function* passDamage(
  stored: StoredWindow,
  report: ReportDamage,
  { memberStart, damage, cut, first }: Damaged,
): DecodedPieces {
  stored.rewind();
  stored.unpin();
  stored.consume(1);
  await skipToRecord(stored);
  // Where another record follows, the bytes of its member were inflated as if they belonged to this one.
  const isLast = stored.unread === 0;
  const nextRecord = stored.offset;
  yield [{ bytes: EMPTY, ...(first ? { memberStart } : {}), damaged: cut && isLast ? "cut" : "corrupt" }];
  const site = { length: nextRecord - memberStart, isLast, isCut: cut };
  report("crawl/damaged-member", memberStart, describeDamage("gzip member", damage, site));
}

/**
 * Inflates a member that is too long to be held by Node's zlib, which works on the next slice while the pieces of one are
 * looked at.
 * @param headerLength bytes before the deflate stream
 */
async function* inflateLongMember(
  stored: StoredWindow,
  { zlib, report, limits }: InflateOptions & { zlib: NodeZlib },
  headerLength: number,
  given: number,
): DecodedPieces {
  const inflater = new NativeInflater(zlib);
  const memberStart = stored.offset;
  stored.pin();
  stored.consume(headerLength);
  const nextSlice = (): ReturnType<NativeInflater["inflate"]> =>
    inflater.inflate(stored.bytes.subarray(stored.start, Math.min(stored.start + SLICE, stored.end)));
  let first = given === 0;
  let known = given;
  let damage: string | undefined;
  let cut = false;
  try {
    let next = nextSlice();
    while (damage === undefined) {
      const { pieces, consumed } = await next;
      stored.consume(consumed);
      const { ended, problem } = inflater;
      if (ended) stored.unpin();
      else if (problem !== undefined) damage = `zlib finds “${problem}”`;
      else if (exceedsInflationRatio(inflater.bytesOut, inflater.bytesIn, limits.inflationRatio)) {
        damage = `it inflates to more than ${limits.inflationRatio} times its size`;
      } else if (stored.unread === 0 && !(await refill(stored))) {
        damage = "the file ends inside it";
        cut = true;
      } else next = nextSlice();
      const decoded = pieces.map((piece): DecodedPiece => {
        const bytes = piece.subarray(Math.min(known, piece.length));
        known -= piece.length - bytes.length;
        const start = first && bytes.length > 0 ? { memberStart } : {};
        if (bytes.length > 0) first = false;
        return { bytes, ...start };
      });
      if (ended) decoded.push({ bytes: EMPTY, ...(first ? { memberStart } : {}), memberEnd: stored.offset });
      if (decoded.length > 0) yield decoded;
      if (ended) return;
    }
  } finally {
    inflater.close();
  }
  yield* passDamage(stored, report, { memberStart, damage, cut, first });
}

async function refill(stored: StoredWindow): Promise<boolean> {
  await stored.fill(READ_AHEAD);
  return stored.unread > 0;
}

/** Consumes up to the next member that holds the start of a record, or to the end of the file. */
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

/** The first decoded bytes of a member; none if it is not one. */
const inflatePrefix = async (bytes: Uint8Array): Promise<Uint8Array> =>
  (await gzipInflater()).inflate(bytes.subarray(0, PROBE)).decoded;

/** The portable inflater is loaded where it is needed: in Node, only for members that are long, cut or damaged. */
async function gzipInflater(): Promise<Inflater> {
  const { Inflater } = await import("./inflater.js");
  return new Inflater("gzip");
}
