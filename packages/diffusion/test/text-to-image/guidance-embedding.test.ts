import { expect, it } from "vitest";
import { guidanceEmbedding } from "../../src/text-to-image/guidance-embedding.js";
import { loadTextToImage } from "../../src/text-to-image/index.js";
import { familyCases, familyFolder } from "./families.js";
import { furthest } from "./golden-pictures.js";
import { readGolden } from "./read-golden.js";

// LatentConsistencyModelPipeline.get_guidance_scale_embedding(torch.tensor([w - 1]), size) of diffusers 0.42.1.
it.each([
  [8.5, 7, [-0.8512359, -0.3877816, 0.6816387, -0.5247833, 0.9217513, 0.7316889, 0.0]],
  [1, 6, [0, 0, 0, 1, 1, 1]],
])("tells a guidance of %f in %i numbers", (scale, size, expected) => {
  const { dims, data } = guidanceEmbedding(scale, size);
  expect(dims).toEqual([1, size]);
  expect(furthest(data, expected)).toBeLessThan(1e-4);
});

const folder = familyFolder("lcm", familyCases.lcm[0]!, readGolden);

it("has a guidance of 8.5 by default, and no negative prompt", async () => {
  await using model = await loadTextToImage(folder, { session: { threads: 1 } });
  expect(model.guidanceScale).toBe(8.5);
  await expect(model.generate("red heart", { negativePrompt: "cat" }).next()).rejects.toThrow(
    "A latent consistency model is told the strength of its guidance and has no negative prompt",
  );
});

it("needs an export with the input for the guidance", async () => {
  const withoutInput = familyFolder("lcm", familyCases.lcm[0]!, readGolden, {
    "unet/model.onnx": await readGolden("sd1/unet/model.onnx"),
  });
  await expect(loadTextToImage(withoutInput, { session: { threads: 1 } })).rejects.toThrow(/timestep_cond/);
});
