import { describe, expect, it } from "vitest";
import { readWarc } from "../src/index.js";
import { codes, compress, join, rawRecord, readAll, type SeenRecord } from "./warc-bytes.js";

const record = (id: number, options: Parameters<typeof rawRecord>[1] = {}): Uint8Array =>
  rawRecord(`block of ${id}`, { id, ...options });
const ids = (records: SeenRecord[]): (string | undefined)[] => records.map(({ id }) => id?.replace("urn:test:", ""));

/** Bytes that no compressor makes smaller and that hold no magic. */
const noise = (length: number): Uint8Array => {
  let state = 1;
  return new Uint8Array(length).map(() => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 16) & 0x7f;
  });
};

describe("uncompressed", () => {
  it("skips garbage between records, and says how much and where", async () => {
    const { records, diagnostics } = await readAll(join(record(1), "garbage\r\nmore WARC/1.0 of it\r\n", record(2)));
    expect(ids(records)).toEqual(["1", "2"]);
    expect(diagnostics).toMatchObject([
      { code: "crawl/garbage", offset: record(1).length, message: expect.stringContaining("30 bytes") },
    ]);
  });

  it("skips a byte order mark before a record, and says so", async () => {
    const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
    const file = join(mark, record(1), mark, record(2), record(3));
    const { records, diagnostics } = await readAll(file);
    expect(ids(records)).toEqual(["1", "2", "3"]);
    expect(diagnostics).toMatchObject([
      { code: "crawl/byte-order-mark", offset: 0, recordId: "urn:test:1" },
      { code: "crawl/byte-order-mark", offset: records[1]!.offset, recordId: "urn:test:2" },
    ]);
    for (const { offset, length, id } of records) {
      const alone = await readAll(file.subarray(offset, offset + length!));
      expect(alone.records.map((one) => one.id)).toEqual([id]);
    }
    expect(await readAll(file, { strict: true })).toMatchObject({ records: [], error: "crawl/byte-order-mark" });
    const members = await Promise.all(
      [join(mark, record(1)), record(2), join(mark, record(3))].map((bytes) => compress(bytes, "gzip")),
    );
    const gzip = await readAll(join(...members));
    expect(ids(gzip.records)).toEqual(["1", "2", "3"]);
    expect(gzip.records.map(({ offset, length }) => [offset, length])).toEqual([
      [0, members[0]!.length],
      [members[0]!.length, members[1]!.length],
      [members[0]!.length + members[1]!.length, members[2]!.length],
    ]);
    expect(codes(gzip.diagnostics)).toEqual(["crawl/byte-order-mark", "crawl/byte-order-mark"]);
    const other = await readAll(join(mark, "no record", record(1)));
    expect(codes(other.diagnostics)).not.toContain("crawl/byte-order-mark");
  });

  it("skips garbage before the first record", async () => {
    const { records, diagnostics } = await readAll(join("#!garbage\n", record(1)));
    expect(ids(records)).toEqual(["1"]);
    expect(codes(diagnostics)).toEqual(["crawl/garbage"]);
  });

  it("ends a block whose Content-Length is too large where the next record starts", async () => {
    for (const contentLength of [11, 12, 13, 14, 20, 300, 5_000_000]) {
      const { records, diagnostics } = await readAll(join(record(1, { contentLength }), record(2), record(3)));
      expect(ids(records), String(contentLength)).toEqual(["1", "2", "3"]);
      expect(records[0]!.block.trimEnd()).toBe("block of 1");
      expect(diagnostics[0], String(contentLength)).toMatchObject({
        offset: 0,
        recordId: "urn:test:1",
        url: "https://example.org/1",
      });
    }
  });

  it("takes as much of a block as a Content-Length that is too small says, and continues", async () => {
    const { records, diagnostics } = await readAll(join(record(1, { contentLength: 4 }), record(2)));
    expect(ids(records)).toEqual(["1", "2"]);
    expect(records[0]!.block).toBe("bloc");
    expect(diagnostics).toMatchObject([{ code: "crawl/content-length", offset: 0, recordId: "urn:test:1" }]);
  });

  it("continues after a Content-Length that isn't a number or is missing", async () => {
    for (const contentLength of ["", "ten", "-1", "1e3", "99999999999999999999"]) {
      const { records, diagnostics } = await readAll(join(record(1, { contentLength }), record(2)));
      expect(ids(records), contentLength).toEqual(["1", "2"]);
      expect(new Set(codes(diagnostics))).toEqual(new Set(["crawl/content-length"]));
    }
  });

  it("reports two different Content-Length fields and takes the first; accepts two equal ones", async () => {
    const { records, diagnostics } = await readAll(
      join(record(1, { extra: "content-length: 10\r\n", contentLength: 4 }), record(2)),
    );
    expect(ids(records)).toEqual(["1", "2"]);
    expect(records[0]!.block).toBe("block of 1");
    expect(diagnostics).toMatchObject([
      { code: "crawl/content-length", offset: 0, recordId: "urn:test:1", message: expect.stringMatching(/10.*4/) },
    ]);
    const same = await readAll(record(1, { extra: "content-length: 10\r\n" }), { strict: true });
    expect(same).toMatchObject({ records: [{ block: "block of 1" }], diagnostics: [] });
  });

  it("reports missing mandatory fields, also when strict", async () => {
    for (const name of ["WARC-Record-ID", "WARC-Date", "WARC-Type"]) {
      const text = new TextDecoder().decode(record(1));
      for (const instead of ["", `${name}:\r\n`]) {
        const file = join(text.replace(new RegExp(`${name}: .*\r\n`), instead), record(2));
        const { records, diagnostics } = await readAll(file);
        expect(records.map(({ block }) => block)).toEqual(["block of 1", "block of 2"]);
        expect(diagnostics).toMatchObject([
          { code: "crawl/missing-field", offset: 0, message: expect.stringContaining(name) },
        ]);
        expect((await readAll(file, { strict: true })).error).toBe("crawl/missing-field");
      }
    }
    const none = await readAll(join("WARC/1.1\r\n\r\n"));
    expect(codes(none.diagnostics)).toContain("crawl/content-length");
    expect(codes(none.diagnostics).filter((code) => code === "crawl/missing-field")).toHaveLength(3);
  });

  it("reports missing CRLFs after a block, and loses nothing", async () => {
    for (const end of ["", "\r\n", "\n", "\n\n", "\r\n\r"]) {
      const { records, diagnostics } = await readAll(join(record(1, { end }), record(2, { end })));
      expect(ids(records), JSON.stringify(end)).toEqual(["1", "2"]);
      expect(codes(diagnostics)).toEqual(["crawl/record-end", "crawl/record-end"]);
    }
  });

  it("skips extra blank lines", async () => {
    const { records, diagnostics } = await readAll(join(record(1), "\r\n\r\n\n", record(2)));
    expect(ids(records)).toEqual(["1", "2"]);
    expect(diagnostics).toEqual([]);
  });

  it("reports a record that is cut off, and doesn't yield it", async () => {
    const file = join(record(1), record(2));
    const { records, diagnostics } = await readAll(file.subarray(0, file.length - 6));
    expect(ids(records)).toEqual(["1"]);
    expect(diagnostics).toMatchObject([
      { code: "crawl/truncated-record", offset: record(1).length, recordId: "urn:test:2" },
    ]);
    const inHeader = await readAll(file.subarray(0, record(1).length + 30));
    expect(ids(inHeader.records)).toEqual(["1"]);
    expect(codes(inHeader.diagnostics)).toEqual(["crawl/truncated-record"]);
  });

  it("reports header lines without a name, and bare LF", async () => {
    const { records, diagnostics } = await readAll(record(1, { extra: "no colon here\r\n: no name\r\nX: lf\n" }));
    expect(ids(records)).toEqual(["1"]);
    expect(codes(diagnostics)).toEqual(["crawl/header-line", "crawl/header-line", "crawl/bare-lf"]);
  });

  it("keeps header bytes and lines within their limits", async () => {
    const long = record(1, { extra: `X: ${"x".repeat(3000)}\r\n` });
    const many = record(1, { extra: "X: x\r\n".repeat(200) });
    for (const [bad, limits, code] of [
      [long, { headerBytes: 2500 }, "crawl/header-bytes"],
      [many, { headerLines: 100 }, "crawl/header-lines"],
    ] as const) {
      expect(ids((await readAll(join(bad, record(2)))).records)).toEqual(["1", "2"]);
      const { records, diagnostics } = await readAll(join(bad, record(2)), { limits });
      expect(ids(records)).toEqual(["2"]);
      expect(codes(diagnostics)).toEqual([code]);
    }
  });

  it("buffers no more of a block than its limit, and streams the rest on request", async () => {
    const file = join(rawRecord("x".repeat(1000)), record(2));
    const { records, diagnostics } = await readAll(file, { limits: { blockBytes: 100 } });
    expect(records.map(({ block }) => block.length)).toEqual([100, 10]);
    expect(codes(diagnostics)).toEqual(["crawl/block-too-large"]);
  });
});

describe("gzip", () => {
  const members = (): Promise<Uint8Array[]> =>
    Promise.all([1, 2, 3].map((id) => compress(rawRecord(noise(3000), { id }), "gzip")));

  it("continues after a damaged member with the next one", async () => {
    const [one, two, three] = (await members()) as [Uint8Array, Uint8Array, Uint8Array];
    for (const at of [1, 11, 300, 900, two.length - 6, two.length - 2]) {
      const bad = two.slice();
      bad[at]! ^= 0x5a;
      const { records, diagnostics } = await readAll(join(one, bad, three));
      const seen = ids(records);
      expect([seen[0], seen.at(-1)], `byte ${at}`).toEqual(["1", "3"]);
      expect(diagnostics.length, `byte ${at}`).toBeGreaterThan(0);
      expect(diagnostics[0]!.offset).toBe(one.length);
    }
  });

  it("continues after a member that is cut off, and names the record in it", async () => {
    const [one, two, three] = (await members()) as [Uint8Array, Uint8Array, Uint8Array];
    const { records, diagnostics } = await readAll(join(one, two.subarray(0, two.length - 200), three));
    expect(ids(records)).toEqual(["1", "3"]);
    expect(diagnostics).toMatchObject([{ code: "crawl/damaged-member", offset: one.length, recordId: "urn:test:2" }]);
  });

  it("continues after garbage between members", async () => {
    const [one, two, three] = (await members()) as [Uint8Array, Uint8Array, Uint8Array];
    const { records, diagnostics } = await readAll(
      join(one, two, "not gzip", Uint8Array.of(0x1f, 0x8b, 8, 0), three, new Uint8Array(512)),
    );
    expect(ids(records)).toEqual(["1", "2", "3"]);
    expect(codes(diagnostics)).toEqual(["crawl/garbage", "crawl/garbage"]);
  });

  it("does not let a wrong Content-Length swallow another member", async () => {
    for (const contentLength of [11, 200, 5000, 3_000_000]) {
      const file = join(await compress(record(1, { contentLength }), "gzip"), await compress(record(2), "gzip"));
      const { records, diagnostics } = await readAll(file);
      expect(ids(records), String(contentLength)).toEqual(["1", "2"]);
      expect(records[0]!.block.trimEnd()).toBe("block of 1");
      expect(records[0]!.length).toBeGreaterThan(0);
      expect(diagnostics.length).toBe(1);
    }
  });

  it("takes no member boundary from the payload: a gzip file in a block isn't a record", async () => {
    const forged = await compress(record(666), "gzip");
    const file = join(
      await compress(rawRecord(join(noise(200), forged, forged, noise(200)), { id: 1 }), "gzip"),
      await compress(record(2), "gzip"),
    );
    const { records, diagnostics } = await readAll(file);
    expect(ids(records)).toEqual(["1", "2"]);
    expect(diagnostics).toEqual([]);
  });

  it("loses nothing of a long member before the damage", async () => {
    const all = noise(400 * 3000);
    const blocks = Array.from({ length: 400 }, (_, id) => all.subarray(id * 3000, (id + 1) * 3000));
    const member = await compress(join(...blocks.map((block, id) => rawRecord(block, { id }))), "gzip");
    const at = Math.floor(member.length * 0.6);
    const bad = member.slice();
    bad.fill(0xff, at, at + 64);
    const { records, diagnostics } = await readAll(join(bad, await compress(record(1000), "gzip")));
    // Noise takes as much room everywhere, so what comes before the damage is known, except for a record or two.
    const before = 400 * 0.6 - 2;
    expect(ids(records).slice(0, before)).toEqual(Array.from({ length: before }, (_, id) => String(id)));
    const text = new TextDecoder("latin1");
    expect(records.slice(0, before).map(({ block }) => block)).toEqual(
      blocks.slice(0, before).map((block) => text.decode(block)),
    );
    expect(ids(records).at(-1)).toBe("1000");
    expect(codes(diagnostics)).toContain("crawl/damaged-member");
  });

  it("stops a member that inflates too much, and continues", async () => {
    const zeros = new Uint8Array(80 << 20);
    const bomb = await compress(rawRecord(zeros, { id: 1 }), "gzip");
    const records = readWarc(join(bomb, await compress(record(2), "gzip")));
    const seen: [string | undefined, number][] = [];
    for await (const record of records) {
      let length = 0;
      for await (const part of record.blockStream()) length += part.length;
      seen.push([record.recordId, length]);
    }
    expect(seen[0]![1]).toBeGreaterThan(60 << 20);
    expect(seen[0]![1]).toBeLessThan(70 << 20);
    expect(seen[1]).toEqual(["urn:test:2", 10]);
    expect(records.diagnosticCounts).toEqual({ "crawl/damaged-member": 1 });
  });
});

it("throws at the first fault when strict, with its offset", async () => {
  const { records, error } = await readAll(join(record(1), "garbage\r\n", record(2)), {
    strict: true,
    filename: "a.warc",
  });
  expect(ids(records)).toEqual(["1"]);
  expect(error).toBe("crawl/garbage");
});

describe("lines that only look like the start of a record", () => {
  // Each of them once made the rest of the file be searched again: 16 kB took 13 seconds.
  const amount = 20_000;
  const lookalikes = {
    "without an end": "WARC/1.0\r\n".repeat(amount),
    "in lower case": "warc/1.0\r\n".repeat(amount),
    "with an end, and too many": `${"WARC/1.0\r\n".repeat(amount)}\r\n`,
    "without a version": `${"WARC/1\r\n".repeat(9000)}\r\n`.repeat(3),
  };
  for (const [what, text] of Object.entries(lookalikes)) {
    it(`${what} take time in proportion to their number`, { timeout: 4000 }, async () => {
      const { records, diagnostics } = await readAll(join(record(1), text, record(2)));
      expect(ids(records)).toEqual(expect.arrayContaining(["1"]));
      expect(diagnostics.length).toBeGreaterThan(0);
    });
  }
});
