import { describe, expect, it } from "vitest";
import { loadTextToImage } from "../../src/text-to-image/index.js";
import { bytesOf, drawCase, type FamilyName, familyCases, familyFolder, rgbOf } from "./families.js";
import { furthest, numbersOf } from "./golden-pictures.js";
import { readGolden } from "./read-golden.js";

const cases = Object.entries(familyCases).flatMap(([name, all]) =>
  all.map((one) => [name as FamilyName, one.seed, one] as const),
);

describe("pipelines of other kinds with random weights, as diffusers draws with them", () => {
  it.each(cases)("%s, seed %i", async (name, _, one) => {
    await using model = await loadTextToImage(familyFolder(name, one, readGolden), { session: { threads: 1 } });
    const { image, latents } = await drawCase(model, one);
    expect([image.width, image.height]).toEqual(one.size);
    if (one.latents !== undefined) {
      const expected = numbersOf({ dims: latents.dims, float32: one.latents });
      const scale = Math.max(...expected.map(Math.abs));
      expect(furthest(latents.data, expected) / scale).toBeLessThan(1e-3);
    }
    const rgb = bytesOf(one.rgb);
    expect(furthest(rgbOf(image), rgb)).toBeLessThanOrEqual(2);
    expect(new Set(rgb).size).toBeGreaterThan(50);
  });
});
