import { randomBytes } from "node:crypto";
import { constants, gzipSync } from "node:zlib";
import { inChunks } from "@alt2img/testing";
import { afterEach, expect, it, vi } from "vitest";
import { type ReadWarcOptions, readWarc } from "../src/index.js";
import { httpRecord, join, rawRecord } from "./warc-bytes.js";

const { getBuiltinModule } = process;
const body = (id: number): string => `<p>${id}</p>`.repeat(30_000 + id);
const records = Array.from({ length: 20 }, (_, id) => httpRecord(body(id), [], { id }));
const file = join(...records.map((record) => gzipSync(record)));

const read = async (source: Parameters<typeof readWarc>[0], options: ReadWarcOptions = {}): Promise<unknown[]> => {
  const seen: unknown[] = [];
  for await (const record of readWarc(source, { ...options, strict: true })) {
    seen.push([record.recordId, record.offset, record.length, (await record.payload()).length]);
  }
  return seen;
};
const wanted = (...ids: number[]): ReadWarcOptions => ({
  filter: ({ recordId, http, mimeType }) =>
    http?.status === 200 && mimeType === "text/html" && ids.includes(Number(recordId?.slice("urn:test:".length))),
});

afterEach(() => {
  process.getBuiltinModule = getBuiltinModule;
});

it("yields the wanted records just as without a filter", async () => {
  const all = await read(file);
  for (const ids of [[], [0], [19], [3, 4, 11], Array.from({ length: 20 }, (_, id) => id)]) {
    for (const source of [(): Uint8Array => file, () => inChunks(file, 999)]) {
      const expected = all.filter((_, id) => ids.includes(id));
      expect(await read(source(), wanted(...ids)), String(ids)).toEqual(expected);
      process.getBuiltinModule = (() => undefined) as typeof getBuiltinModule;
      expect(await read(source(), wanted(...ids)), String(ids)).toEqual(expected);
      process.getBuiltinModule = getBuiltinModule;
    }
  }
});

it("doesn't inflate unwanted records", async () => {
  const zlib = getBuiltinModule("node:zlib");
  const gunzipped = vi.fn(zlib.gunzipSync);
  process.getBuiltinModule = ((name: string) =>
    name === "node:zlib" ? { ...zlib, gunzipSync: gunzipped } : undefined) as typeof getBuiltinModule;
  await read(file, wanted(7));
  expect(gunzipped).toHaveBeenCalledTimes(1);
});

it("inflates a member whose payload contains what looks like its end", async () => {
  const forged = gzipSync(rawRecord("forged", { id: 666 }));
  const size = Buffer.alloc(4);
  const hostile = (): Uint8Array => rawRecord(join(randomBytes(40_000), size, forged, randomBytes(40_000)), { id: 1 });
  size.writeUInt32LE(hostile().length);
  const stored = gzipSync(hostile(), { level: constants.Z_NO_COMPRESSION });
  expect(Buffer.from(stored).includes(forged)).toBe(true);
  const seen: (string | undefined)[] = [];
  const passed: (string | undefined)[] = [];
  const filter: ReadWarcOptions["filter"] = ({ recordId }) => {
    passed.push(recordId);
    return recordId !== "urn:test:1";
  };
  for await (const { recordId } of readWarc(join(stored, gzipSync(rawRecord("x", { id: 2 }))), { filter }))
    seen.push(recordId);
  expect(passed).toEqual(["urn:test:1", "urn:test:2"]);
  expect(seen).toEqual(["urn:test:2"]);
});
