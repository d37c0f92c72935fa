import type { DecodedPieces, ReportDamage } from "../bytes/decoded-piece.js";
import type { StoredWindow } from "../bytes/stored-window.js";
import { exceedsInflationRatio, type WarcLimits } from "../warc/limits.js";
import { startsRecord } from "../warc/record-start.js";
import { type Batch, inflateBatch } from "./inflate-batch.js";
import type { Inflater } from "./inflater.js";
import { nextMember, startsMember } from "./member.js";
import type { NodeZlib } from "./node-zlib.js";

/** Read ahead before a member is begun, so that most members are seen whole. */
const READ_AHEAD = 256 << 10;
/** A member that does not end within this is inflated piece by piece. */
const LONGEST_READ_AHEAD = 4 << 20;
/** Stored bytes given to zlib at a time. */
const SLICE = 64 << 10;
/** Stored bytes, and decoded ones, in which the start of a record is looked for after damage. */
const PROBE = 8 << 10;
const EMPTY = new Uint8Array(0);

export type InflateOptions = {
  /** Node's zlib, where there is one. */
  zlib: NodeZlib | undefined;
  report: ReportDamage;
  limits: Pick<WarcLimits, "inflationRatio">;
};

/**
 * Inflates a file of gzip members of any size, in constant memory. After a damaged member it goes on with the next
 * one that holds the start of a record.
 */
export async function* inflateMembers(stored: StoredWindow, options: InflateOptions): DecodedPieces {
  const { zlib, report } = options;
  let oneByOneUntil = 0;
  while (await stored.fill(1)) {
    await stored.fill(READ_AHEAD);
    if (!startsMember(stored.bytes, stored.start)) {
      const offset = stored.offset;
      await skipToRecord(stored);
      report("crawl/garbage", offset, `${stored.offset - offset} bytes are not a gzip member; they are skipped.`);
      continue;
    }
    if (zlib !== undefined && stored.offset >= oneByOneUntil) {
      const batch = await nextBatch(zlib, stored);
      if (batch !== undefined) {
        stored.consume(batch.length);
        yield batch.pieces;
        continue;
      }
      oneByOneUntil = stored.offset + Math.min(stored.unread, READ_AHEAD);
    }
    yield* inflateMember(stored, options);
  }
}

async function nextBatch(zlib: NodeZlib, stored: StoredWindow): Promise<Batch | undefined> {
  for (let readAhead = READ_AHEAD; ; readAhead *= 4) {
    await stored.fill(readAhead);
    const { bytes, start, end, ended: last, offset } = stored;
    const batch = inflateBatch(zlib, bytes, start, end, { last, offset });
    if (batch !== "more") return batch;
    if (last || readAhead >= LONGEST_READ_AHEAD) return undefined;
  }
}

async function* inflateMember(stored: StoredWindow, { report, limits }: InflateOptions): DecodedPieces {
  const memberStart = stored.offset;
  stored.pin();
  const inflater = await gzipInflater();
  let first = true;
  let damage: string | undefined;
  let cut = false;
  do {
    const { decoded: bytes, consumed } = inflater.inflate(
      stored.bytes.subarray(stored.start, Math.min(stored.start + SLICE, stored.end)),
    );
    stored.consume(consumed);
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
      damage = `more than limits.inflationRatio = ${limits.inflationRatio} bytes come out of each`;
    } else if (!inflater.pending && !(await stored.fill(1))) {
      damage = "the file ends inside it";
      cut = true;
    }
  } while (damage === undefined);

  yield [{ bytes: EMPTY, ...(first ? { memberStart } : {}), damaged: cut ? "cut" : "corrupt" }];
  stored.rewind();
  stored.unpin();
  stored.consume(1);
  await skipToRecord(stored);
  const skipped = stored.offset - memberStart;
  report("crawl/damaged-member", memberStart, `The gzip member is damaged: ${damage}. ${skipped} bytes are skipped.`);
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
