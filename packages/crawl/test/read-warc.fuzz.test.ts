import { gzipSync } from "node:zlib";
import { inChunks } from "@alt2img/testing";
import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReadWarcOptions, readWarc } from "../src/index.js";
import { bytesOf, httpRecord, join, rawRecord } from "./warc-bytes.js";

const html =
  "<!doctype html><title>A page</title><p>Some text, and more of it.</p><img src=a.png alt='A picture'>".repeat(3);
const chunked = `1e\r\n${html.slice(0, 30)}\r\n${(html.length - 30).toString(16)};x=y\r\n${html.slice(30)}\r\n0\r\n\r\n`;
const records = [
  rawRecord("software: test\r\nformat: WARC File Format 1.1\r\n", {
    type: "warcinfo",
    id: 1,
    contentType: "application/warc-fields",
  }),
  httpRecord(html, [], { id: 2 }),
  httpRecord(chunked, ["Transfer-Encoding: chunked"], { id: 3 }),
  httpRecord(gzipSync(html), ["Content-Encoding: gzip"], {
    id: 4,
    extra: "WARC-Payload-Digest: sha1:2WAXX5NUWNNCS2BDKCO5OVDQBJVNKIVV\r\n",
  }),
  rawRecord("metadata", { type: "metadata", id: 5 }),
];
const arcHead = "1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n\n";
const arc = bytesOf(
  `filedesc://a.arc 0.0.0.0 20140216050221 text/plain ${arcHead.length}\n${arcHead}\n` +
    `http://a.example/ 1.2.3.4 20140216050222 text/html 52\nHTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>1234567\n` +
    `http://b.example/ 1.2.3.4 20140216050222 text/html 4\nbody\n`,
);
const seeds: Uint8Array[] = [
  join(...records),
  join(...records.map((record) => gzipSync(record))),
  gzipSync(join(...records)),
  arc,
  join(gzipSync(arc)),
  // Long members, at which a filter looks before they are inflated.
  join(
    gzipSync(httpRecord("<p>".repeat(20_000), [], { id: 6 })),
    gzipSync(httpRecord("<b>".repeat(15_000), [], { id: 7 })),
  ),
];

/** Bytes overwritten, taken out, put in, moved: what discs, networks and hostile hands do to a file. */
const mutation = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 64 }),
  kind: fc.constantFrom("overwrite", "insert", "remove", "repeat", "cut", "digit"),
  bytes: fc.uint8Array({ maxLength: 16 }),
});

function mutate(
  bytes: Uint8Array,
  { at, length, kind, bytes: other }: typeof mutation extends fc.Arbitrary<infer T> ? T : never,
): Uint8Array {
  const from = at % (bytes.length + 1);
  const to = Math.min(from + length, bytes.length);
  const [before, middle, after] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
  if (kind === "overwrite") return join(before, other, bytes.subarray(Math.min(from + other.length, bytes.length)));
  if (kind === "insert") return join(before, other, bytes.subarray(from));
  if (kind === "remove") return join(before, after);
  if (kind === "repeat") return join(before, middle, middle, after);
  if (kind === "cut") return before.slice();
  // Digits are lengths: another one is the fault that frames go wrong by.
  const copy = bytes.slice();
  const digit = copy.findIndex((byte, i) => i >= from && byte >= 0x30 && byte <= 0x39);
  if (digit !== -1) copy[digit] = 0x30 + (length % 10);
  return copy;
}

/** Reads everything that can be read; throws what must not be thrown. */
async function readThrough(
  source: Parameters<typeof readWarc>[0],
  options: ReadWarcOptions,
  way: number,
): Promise<void> {
  try {
    for await (const record of readWarc(source, options)) {
      record.http?.headers.get("content-type");
      if (way === 0) await record.payload();
      if (way === 1) for await (const _ of record.payloadStream());
      if (way === 2) for await (const _ of record.blockStream()) break;
      if (way === 0) await record.verifyDigests();
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === "Alt2imgError")) throw error;
  }
}

const limits = { headerBytes: 2000, headerLines: 30, blockBytes: 5000 };

describe("mutated files", () => {
  it("are read to their end, or to an Alt2imgError", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 3 }),
        fc.constantFrom(0, 1, 7, 300),
        fc.boolean(),
        fc.constantFrom("none", "second", "nothing"),
        async (seed, mutations, way, chunk, limited, filtered) => {
          const bytes = mutations.reduce(mutate, seed);
          const filter: ReadWarcOptions["filter"] = ({ recordId, http }) =>
            filtered === "second" && http !== undefined && recordId === "urn:test:2";
          const options = { ...(limited ? { limits } : {}), ...(filtered === "none" ? {} : { filter }) };
          await readThrough(chunk === 0 ? bytes : inChunks(bytes, chunk), options, way);
        },
      ),
      fuzzParameters(600),
    );
  });

  it("of a long gzip member are read to their end, or to an Alt2imgError", async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 0).join(" ");
    const member = gzipSync(join(...[0, 1, 2, 3, 4].map((id) => rawRecord(text, { id }))));
    const long = join(member, gzipSync(rawRecord("short", { id: 5 })));
    // One run takes ten times as long as those above.
    const { numRuns, seed } = fuzzParameters(600);
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 3 }),
        fc.constantFrom(0, 999, 65_536),
        async (mutations, way, chunk) => {
          const bytes = mutations.reduce(mutate, long);
          await readThrough(chunk === 0 ? bytes : inChunks(bytes, chunk), {}, way);
        },
      ),
      { numRuns: Math.ceil(numRuns / 10), seed },
    );
  });

  it("give the same records without Node's zlib", async () => {
    const { getBuiltinModule } = process;
    const read = async (bytes: Uint8Array): Promise<string[]> => {
      const seen: string[] = [];
      for await (const record of readWarc(bytes))
        seen.push(`${record.offset} ${record.recordId} ${(await record.block()).join()}`);
      return seen;
    };
    const outcome = (bytes: Uint8Array): Promise<unknown> => read(bytes).catch((error: { code: string }) => error.code);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(seeds[1]!, seeds[2]!), mutation, async (seed, change) => {
        const bytes = mutate(seed, change);
        const native = await outcome(bytes);
        process.getBuiltinModule = (() => undefined) as typeof getBuiltinModule;
        const portable = await outcome(bytes).finally(() => {
          process.getBuiltinModule = getBuiltinModule;
        });
        if (JSON.stringify(native) !== JSON.stringify(portable)) throw new Error(`${native}\n\n${portable}`);
      }),
      fuzzParameters(300),
    );
  });
});

/** One record, right or with a wrong Content-Length and no line ends after it. */
const written = fc.record({
  size: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 300 }), fc.constant(1_200_000)),
  framing: fc.constantFrom("length", "chunks", "connection"),
  contentLength: fc.oneof(
    { weight: 3, arbitrary: fc.constant("right" as const) },
    { weight: 1, arbitrary: fc.constantFrom("", "-1", "ten", "99999999999999999999") },
    { weight: 1, arbitrary: fc.nat({ max: 2000 }) },
    { weight: 1, arbitrary: fc.nat({ max: 5_000_000 }) },
  ),
  end: fc.constantFrom("\r\n\r\n", "\r\n\r\n", "\r\n", "\n\n", ""),
});

function writtenRecord(
  { size, framing, contentLength, end }: typeof written extends fc.Arbitrary<infer T> ? T : never,
  id: number,
) {
  const page = `<p>${"x".repeat(size)}`;
  const lines = { length: [`Content-Length: ${page.length}`], chunks: ["Transfer-Encoding: chunked"], connection: [] };
  const body = framing === "chunks" ? `${page.length.toString(16)}\r\n${page}\r\n0\r\n\r\n` : page;
  const right = httpRecord(body, lines[framing], { id, end });
  const record = contentLength === "right" ? right : httpRecord(body, lines[framing], { id, end, contentLength });
  return { record, page, isRight: contentLength === "right" && end !== "" };
}

it("a record with a wrong Content-Length takes nothing from the others", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(written, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(0, 1000, 50_000),
      fc.boolean(),
      async (list, chunk, zipped) => {
        const all = list.map(writtenRecord);
        const plain = join(...all.map(({ record }) => record));
        const file = zipped ? new Uint8Array(gzipSync(plain)) : plain;
        const seen = new Map<string | undefined, string>();
        for await (const record of readWarc(chunk === 0 ? file : inChunks(file, chunk), { truncated: true })) {
          seen.set(record.recordId, new TextDecoder().decode(await record.payload()));
        }
        // A length that ends at another record's end, by chance, can't be told from a right one.
        let start = 0;
        const ends = all.map(({ record }, i) => {
          const { contentLength } = list[i]!;
          const block = start + new TextDecoder().decode(record.subarray(0, 1000)).indexOf("\r\n\r\n") + 4;
          start += record.length;
          return typeof contentLength === "number" ? block + contentLength : -1;
        });
        if (
          ends.some(
            (end) =>
              end >= 0 &&
              end <= plain.length &&
              /^[\r\n]*(WARC\/|$)/.test(new TextDecoder().decode(plain.subarray(end, end + 20))),
          )
        )
          return;
        expect([...seen.keys()]).toEqual(all.map((_, i) => `urn:test:${i}`));
        for (const [i, { isRight, page }] of all.entries()) {
          if (isRight) expect(seen.get(`urn:test:${i}`)).toBe(page);
        }
      },
    ),
    fuzzParameters(300),
  );
});
