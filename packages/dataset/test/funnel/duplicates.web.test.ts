import { createRandom, type ImageTextPair } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { dedupeUrls, funnel, nearDuplicateEmbeddings, nearDuplicateImages } from "../../src/funnel/index.js";
import { barePair } from "../pairs.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const { uint32, uniform } = createRandom(7);
const hex = (): string => uint32().toString(16).padStart(8, "0") + uint32().toString(16).padStart(8, "0");
const withHash = (phash: unknown, i = 0): ImageTextPair =>
  ({ ...barePair, imageUrl: `https://example.org/${i}.jpg`, phash }) as ImageTextPair;

/** The hash with some random bits changed. */
function changed(hash: string, bits: number): string {
  let value = BigInt(`0x${hash}`);
  const at = new Set<number>();
  while (at.size < bits) at.add(uint32() % 64);
  for (const bit of at) value ^= 1n << BigInt(bit);
  return value.toString(16).padStart(16, "0");
}

function distance(a: string, b: string): number {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll("0", "").length;
}

describe("near-duplicate images", () => {
  it.each([undefined, "", "fffffffffffffff", "gggggggggggggggg", 12, "0".repeat(17)])(
    "%j isn't a hash",
    async (hash) => {
      const stream = funnel([withHash(hash)], [nearDuplicateImages()]);
      expect(await collect(stream)).toEqual([]);
      expect(stream.counts.failed).toBe(1);
    },
  );

  it.each([-1, 17, 1.5, Number.NaN])("refuses a distance of %d", (bits) => {
    expect(() => nearDuplicateImages({ distance: bits })).toThrow(coded("dataset/hash-distance"));
  });

  it.each([0, 1, 2, 4, 7, 16])("finds what comparing all with all finds, within %d bits", async (bits) => {
    const hashes: string[] = [];
    for (let i = 0; i < 600; i++) {
      hashes.push(i % 2 === 0 || i < 4 ? hex() : changed(hashes[uint32() % hashes.length]!, uint32() % 20));
    }
    const kept: string[] = [];
    for (const hash of hashes) if (!kept.some((other) => distance(hash, other) <= bits)) kept.push(hash);
    const stream = funnel(hashes.map(withHash), [nearDuplicateImages({ distance: bits })]);
    const found = (await collect(stream)).map((pair) => Reflect.get(pair, "phash"));
    expect(found).toEqual(kept);
  });

  it("names the image that was kept, and takes 100,000 equal hashes and 20,000 others in a moment", async () => {
    const [hash, reasons] = ["00ff00ff00ff00ff", [] as string[]];
    const pairs = [withHash(hash), ...Array.from({ length: 1e5 }, (_, i) => withHash(hash, i))];
    const others = Array.from({ length: 2e4 }, (_, i) => withHash(hex(), i));
    const stream = funnel([...pairs, ...others], [nearDuplicateImages()], {
      onRejected: ({ reason }) => void reasons.push(reason),
    });
    await collect(stream);
    expect(reasons[0]).toBe("phash differs in 0 of 64 bits from that of https://example.org/0.jpg");
    expect(stream.counts.rejected).toEqual({ "near-duplicate image": 1e5 });
  }, 30_000);
});

describe("near-duplicate embeddings", () => {
  const vector = (): Float32Array => Float32Array.from({ length: 64 }, () => uniform() + uniform() - 1);
  const withEmbedding = (embedding: unknown): ImageTextPair => ({ ...barePair, embedding }) as ImageTextPair;

  /** A vector at this cosine from another. */
  function near(base: Float32Array, cosine: number): Float32Array {
    const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    const unit = base.map((x) => x / Math.sqrt(dot(base, base)));
    const other = vector();
    const along = dot(other, unit);
    const apart = other.map((x, i) => x - along * unit[i]!);
    const norm = Math.sqrt(dot(apart, apart));
    return unit.map((x, i) => cosine * x + (Math.sqrt(1 - cosine * cosine) * apart[i]!) / norm);
  }

  it.each([
    ["nothing", undefined],
    ["zeros", new Float32Array(64)],
    ["NaN", new Float32Array(64).fill(Number.NaN)],
    ["another length", new Float32Array(3).fill(1)],
    ["a text", "1,2"],
    ["no numbers", []],
  ])("%s fails", async (_, embedding) => {
    const stream = funnel([withEmbedding(vector()), withEmbedding(embedding)], [nearDuplicateEmbeddings()]);
    await collect(stream);
    expect(stream.counts).toMatchObject({ kept: 1, failed: 1 });
  });

  it.each([0.5, 1.1, Number.NaN])("refuses a similarity of %d", (similarity) => {
    expect(() => nearDuplicateEmbeddings({ similarity })).toThrow(coded("dataset/embedding-similarity"));
  });

  it.each([0.85, 0.96])("finds at least 97 in 100 of those just above %d, and none below", async (similarity) => {
    const bases = Array.from({ length: 300 }, vector);
    const above = bases.map((base) => near(base, similarity + 0.001));
    const below = bases.map((base) => near(base, similarity - 0.01));
    const stream = funnel([...bases, ...below].map(withEmbedding), [nearDuplicateEmbeddings({ similarity })]);
    await collect(stream);
    expect(stream.counts.kept).toBe(600);
    const found = funnel([...bases, ...above].map(withEmbedding), [nearDuplicateEmbeddings({ similarity })]);
    await collect(found);
    expect(found.counts.rejected["near-duplicate embedding"]).toBeGreaterThanOrEqual(291);
  });

  it("finds exact copies at a similarity of 1, of any length of vector", async () => {
    const base = vector();
    const pairs = [base, base.map((x) => 2 * x), vector(), Array.from(base)].map(withEmbedding);
    const stream = funnel(pairs, [nearDuplicateEmbeddings({ similarity: 1 })]);
    await collect(stream);
    expect(stream.counts.kept).toBe(2);
  });
});

describe("Bloom filter", () => {
  it.each([
    { capacity: 0 },
    { capacity: Number.NaN },
    { capacity: 1e12 },
    { capacity: 10, falsePositives: 0 },
    { capacity: 10, falsePositives: 1 },
  ])("refuses %j at once", (bloom) => {
    expect(() => dedupeUrls({ bloom })).toThrow(coded("dataset/bloom-size"));
  });

  it("finds every duplicate, and takes few new addresses for known ones", async () => {
    const urls = Array.from({ length: 20_000 }, (_, i) => `https://example.org/picture-${i}.jpg`);
    const pairs = [...urls, ...urls].map((imageUrl) => ({ ...barePair, imageUrl }));
    const stream = funnel(pairs, [dedupeUrls({ bloom: { capacity: 20_000, falsePositives: 0.01 } })]);
    const kept = await collect(stream);
    expect(new Set(kept.map(({ imageUrl }) => imageUrl)).size).toBe(kept.length);
    // Less than 1 in 100 is wrong even when the filter is full, so fewer are on the way there.
    expect(kept.length).toBeGreaterThan(19_800);
    expect(kept.length).toBeLessThan(20_000);
  });
});
