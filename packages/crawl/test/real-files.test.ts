import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { collect, inChunks } from "@alt2img/testing";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import { WARCParser } from "warcio";
import { readWarc, writeWarc } from "../src/index.js";
import { readAll } from "./warc-bytes.js";

/** What the reader webrecorder/warcio (Python) finds in a record. */
type Expected = {
  type: string;
  format: string;
  uri: string | null;
  offset: number;
  length: number;
  status: string | null;
  mime: string | null;
  payloadBytes: number;
  payloadSha256: string;
};

const folder = sharedData("crawl") ?? "";
const names =
  folder === ""
    ? []
    : readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        /\.w?arc(\.w[ae]t)?(\.gz)?$/.test(name),
      );
const expected = (name: string): { list: Expected[] } =>
  JSON.parse(readFileSync(join(folder, "expected-records.json"), "utf8")).files[name.replaceAll("\\", "/")];
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Where that reader and the specification differ, and what the specification says. */
const different: Record<string, (records: Expected[]) => Expected[] | number> = {
  // One gzip member for all records: the reference stops at the second one. All six are there.
  "example-bad-non-chunked.warc.gz": () => 6,
  // Three of six records have no Content-Length. The reference takes the rest of the file for the first block.
  "jhove/invalid-warcrecord-1.warc": () => 6,
  // The block of the file header is the lines of version and field names; the reference has them in the header.
  "example.arc": arcHeader(149),
  "example.arc.gz": arcHeader(171),
  // A URI is given as it is written.
  "example-space-in-target-uri.warc.gz": (records) =>
    records.map((record) => ({ ...record, uri: record.uri?.replaceAll("%20", " ") ?? null })),
  // Two records say application/http with a target that is not of HTTP: their blocks are HTTP messages all the same.
  "parseMe.warc.gz": (records) =>
    records.map((record) => ({
      ...record,
      ...(record.uri?.startsWith("chrome-extension:") ? parseMe[record.type] : {}),
    })),
  // A folded value begins after the white space that continues it; values of WARC-Type match in any case.
  "jhove/valid-warcfile-fields-continuation.warc": (records) =>
    records.map((record) => ({ ...record, uri: record.uri!.replace("%20", "") })),
};

const parseMe: Record<string, Partial<Expected>> = {
  request: { payloadBytes: 2, payloadSha256: "7eb70257593da06f682a3ddda54a9d260d4fc514f645237f5ca74b08f8da61a6" },
  response: {
    status: "200",
    mime: "application/javascript",
    payloadBytes: 3584,
    payloadSha256: "10a946182cb9b9d4d498e64e2a29d76a08dd2a86f32f654c29acd144fe44a8de",
  },
};

/** A block without Content-Length ends where the next record starts: a cut, or writing it, changes what is known of it. */
const undeclared = [
  "jhove/invalid-warcrecord-1.warc",
  "jhove/invalid-warcfile-fields-missing.warc",
  "jhove/invalid-warcheaderfieldpolicy-1.warc",
];

function arcHeader(length: number): (records: Expected[]) => Expected[] {
  const block = "1 0 LiveWeb Capture\nURL IP-address Archive-date Content-type Archive-length\n\n";
  const payload = Buffer.from(block.slice(0, 75));
  const header = { type: "warcinfo", length, payloadBytes: payload.length, payloadSha256: sha256(payload) };
  return ([first, ...rest]) => [{ ...first!, ...header }, ...rest];
}

describe.skipIf(folder === "")("the files of other projects", () => {
  it.each(names)("%s: record for record as the reference, or as the specification says", async (name) => {
    const { list } = expected(name);
    const correction = different[name]?.(list) ?? list;
    const found: Expected[] = [];
    for await (const record of readWarc(bytesOf(name))) {
      const payload = await record.payload();
      found.push({
        type: record.type,
        format: record.format,
        uri: record.targetUri ?? null,
        offset: record.offset,
        length: record.length ?? -1,
        status: record.http?.status === undefined ? null : String(record.http.status),
        mime: record.mimeType ?? null,
        payloadBytes: payload.length,
        payloadSha256: sha256(payload),
      });
    }
    if (typeof correction === "number") {
      expect(found).toHaveLength(correction);
      return;
    }
    expect(found).toEqual(
      correction.map((record, i) => ({
        ...record,
        type: record.type.trim().toLowerCase(),
        // The reference has a request's target for its status, and its record's Content-Type for its MIME type.
        status: record.type === "request" ? null : record.status,
        mime: record.type === "request" || found[i]?.mime === null ? found[i]?.mime : mimeType(record.mime),
      })),
    );
  });

  // warcio for JavaScript reads no ARC, and loses records with odd headers or bare LF.
  const understood = names.filter((name) => !/^example\.arc|jhove|CC-MAIN-sample/.test(name));
  it.each(understood)("%s: the records and payloads of warcio", async (name) => {
    const theirs: unknown[] = [];
    for await (const record of new WARCParser(inChunks(bytesOf(name), 65_536))) {
      const decoded = record.warcType !== "request";
      theirs.push([record.warcType, record.warcTargetURI, decoded ? sha256(await record.readFully(true)) : ""]);
    }
    const ours: unknown[] = [];
    for await (const record of readWarc(bytesOf(name))) {
      ours.push([
        record.type,
        record.targetUri ?? null,
        record.type === "request" ? "" : sha256(await record.payload()),
      ]);
    }
    expect(ours).toEqual(theirs);
  });

  it.each(names)("%s: the same records and diagnostics however the bytes come", async (name) => {
    const bytes = bytesOf(name);
    const whole = await readAll(bytes);
    for (const sizes of [[1], [2, 3], [7, 1, 4093], [61], [65_536]]) {
      if (bytes.length > 50_000 && sizes[0]! < 50) continue;
      expect(await readAll(inChunks(bytes, ...sizes)), String(sizes)).toEqual(whole);
    }
    expect(await readAll(new Blob([bytes.slice()])), "Blob").toEqual(whole);
  });

  it.each(names.filter((name) => !undeclared.includes(name)))(
    "%s: cut anywhere, the same whole records before the cut",
    async (name) => {
      const bytes = bytesOf(name);
      const { records } = await readAll(bytes);
      const step = Math.ceil(bytes.length / 400);
      for (let cut = bytes.length - 1; cut >= 0; cut -= step) {
        const { records: got } = await readAll(bytes.subarray(0, cut));
        const whole = records.filter(({ offset, length }) => length !== undefined && offset + length <= cut).length;
        expect(got.length, `cut at ${cut}`).toBeGreaterThanOrEqual(whole);
        expect(got.length, `cut at ${cut}`).toBeLessThanOrEqual(records.length);
        // A cut in the check sum after the last record leaves that one whole, but it has no length yet.
        expect(got.map(withoutLength), `cut at ${cut}`).toEqual(records.slice(0, got.length).map(withoutLength));
      }
    },
  );

  it.each(names.filter((name) => !name.includes(".arc") && !undeclared.includes(name)))(
    "%s: written again, the same headers and blocks",
    async (name) => {
      for (const compression of ["gzip", "none"] as const) {
        const rewritten = await collect(writeWarc(readWarc(bytesOf(name)), { compression }));
        const [before, again] = [readWarc(bytesOf(name)), readWarc(Buffer.concat(rewritten))];
        expect(await contents(again)).toEqual(await contents(before));
        // A header is written as it was; around it, nothing is wrong any more.
        const ofHeaders = Object.entries(before.diagnosticCounts).filter(([code]) =>
          /missing-field|bare-lf/.test(code),
        );
        expect(again.diagnosticCounts).toEqual(Object.fromEntries(ofHeaders));
      }
    },
  );

  it("writes well-formed files byte for byte", async () => {
    for (const name of ["example.warc", "hello-world.warc", "whirlwind.warc", "redirect.warc", "meta-itemprop.warc"]) {
      const rewritten = Buffer.concat(await collect(writeWarc(readWarc(bytesOf(name)), { compression: "none" })));
      expect(sha256(rewritten), name).toBe(sha256(bytesOf(name)));
    }
  });

  it("inflates as zlib does, with Node's zlib and without", async () => {
    for (const name of names.filter((name) => name.endsWith(".gz"))) {
      const { getBuiltinModule } = process;
      const withZlib = await readAll(bytesOf(name));
      try {
        process.getBuiltinModule = (() => undefined) as typeof getBuiltinModule;
        expect(await readAll(bytesOf(name)), name).toEqual(withZlib);
      } finally {
        process.getBuiltinModule = getBuiltinModule;
      }
      if (withZlib.diagnostics.length === 0) {
        expect(gunzipSync(bytesOf(name)).includes(withZlib.records[0]!.block.slice(0, 50))).toBe(true);
      }
    }
  });

  it("verifies digests", async () => {
    const verdicts: Record<string, number> = {};
    const mismatches: string[] = [];
    for (const name of names) {
      for await (const record of readWarc(bytesOf(name))) {
        for (const { field, verdict } of await record.verifyDigests()) {
          verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
          if (verdict === "mismatch") mismatches.push(`${name} ${record.offset} ${record.type} ${field}`);
        }
      }
    }
    expect(verdicts["match"]).toBe(190);
    // Five revisits; empty and unlabelled values in jhove's files of bad fields.
    expect(verdicts["unknown"]).toBe(13);
    expect(mismatches).toEqual([
      "example-bad-non-chunked.warc.gz 0 revisit WARC-Block-Digest",
      // node-warc wrote the digest of the block of requests and responses that have no HTTP target.
      "parseMe.warc.gz 47691 request WARC-Payload-Digest",
      "parseMe.warc.gz 48136 response WARC-Payload-Digest",
      "jhove/invalid-warcfile-digest-fields.warc 0 response WARC-Block-Digest",
      "jhove/invalid-warcfile-digest-fields.warc 0 response WARC-Payload-Digest",
    ]);
  });
});

const mimeType = (value: string | null): string | null => value?.split(";")[0]?.trim().toLowerCase() || null;

const withoutLength = <T extends { length: unknown }>({ length: _, ...rest }: T): Omit<T, "length"> => rest;

async function contents(records: ReturnType<typeof readWarc>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const record of records) all.push([record.version, record.headers.entries, sha256(await record.block())]);
  return all;
}
