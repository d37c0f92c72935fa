import type { RasterImage } from "@alt2img/core";
import { pHash } from "@alt2img/image";
import { describe, expect, it } from "vitest";
import { exactSearch } from "../../src/search/index.js";
import { openTrainedOn, sha256Of } from "../../src/trained-on/index.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
/** Squares of random grey, different for each number. */
const picture = (n: number, light = 1): RasterImage => {
  const data = new Uint8ClampedArray(4 * 32 * 32).fill(255);
  for (let i = 0; i < 32 * 32; i++) {
    const wave = 43_758.5 * Math.sin(((i >> 2) & 7) * 12.9898 + (i >> 7) * 78.233 + n * 37.719);
    const value = 255 * (wave - Math.floor(wave));
    data.fill(value * light, 4 * i, 4 * i + 3);
  }
  return { width: 32, height: 32, data };
};
const file = new TextEncoder().encode("the bytes of a file");
const known = Array.from({ length: 20 }, (_, row) => ({
  ...{ shard: "s", row, phash: pHash(picture(row)), url: `https://www.site${row % 3}.example/${row}.jpg` },
}));

describe("openTrainedOn", () => {
  it.each([[{ ...known[0]!, phash: "x" }], [{ ...known[0]!, sha256: "abc" }], [known[0]!, known[0]!]])(
    "refuses %o",
    async (...images) => {
      await expect(openTrainedOn(images)).rejects.toThrow(coded("dataset/known-image"));
    },
  );

  it("answers for addresses and domains", async () => {
    const wasTrainedOn = await openTrainedOn(known);
    expect(await wasTrainedOn({ url: "https://WWW.site1.example:443/4.jpg" })).toEqual({
      ...{ verdict: "yes", probability: 1, total: 1 },
      matches: [{ shard: "s", row: 4, by: "url", probability: 1 }],
    });
    expect(await wasTrainedOn({ url: "https://www.site1.example/5.jpg" })).toMatchObject({ verdict: "no", total: 0 });
    for (const url of ["http://www.site1.example/4.jpg", "https://www.site1.example/4.jpg#top"]) {
      expect(await wasTrainedOn({ url })).toMatchObject({ verdict: "yes", total: 1 });
    }
    for (const domain of ["site1.example", ".site1.example", "*.site1.example", "www.Site1.example"]) {
      const found = await wasTrainedOn({ domain }, { matches: 2 });
      expect(found).toMatchObject({ verdict: "yes", total: 7, matches: [{ row: 1 }, { row: 4 }] });
    }
    expect(await wasTrainedOn({ domain: "other.example" })).toMatchObject({ verdict: "no" });
    await expect(wasTrainedOn({ domain: "a/b" })).rejects.toThrow(coded("dataset/trained-on"));
    await expect(wasTrainedOn({ url: "4.jpg" })).rejects.toThrow(coded("dataset/trained-on"));
    await expect(wasTrainedOn({} as { url: string })).rejects.toThrow(coded("dataset/trained-on"));
    for (const matches of [0, -1, Number.NaN]) {
      await expect(wasTrainedOn({ domain: "a.example" }, { matches })).rejects.toThrow(coded("dataset/trained-on"));
    }
    const reason = new Error("enough");
    await expect(wasTrainedOn({ url: "4.jpg" }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("answers for the same file, and puts it first", async () => {
    const wasTrainedOn = await openTrainedOn([...known, { shard: "s", row: 99, sha256: await sha256Of(file) }]);
    const [first, second] = (await wasTrainedOn({ image: picture(3), file })).matches;
    expect(first).toMatchObject({ row: 99, by: "file", probability: 1 });
    expect(second).toMatchObject({ row: 3, by: "likeness", distance: 0 });
  });

  it("finds a changed picture by its hash, and by its embedding", async () => {
    const embed = (n: number): Float32Array => Float32Array.from({ length: 20 }, (_, j) => Number(j === n));
    const data = new Float32Array(20 * 20);
    for (let row = 0; row < 20; row++) data.set(embed(row), row * 20);
    const imageEmbedder = { dimension: 20, embedImages: async () => [embed(6)] };
    const search = exactSearch([{ name: "s", embeddings: { rows: 20, dimension: 20, data } }], { imageEmbedder });
    for (const options of [{}, { search }]) {
      const { matches } = await (await openTrainedOn(known, options))({ image: picture(6, 0.9) });
      expect(matches[0]).toMatchObject({ row: 6, by: "likeness" });
    }
  });
});
