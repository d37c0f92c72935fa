import { mixtureDenoiser } from "@alt2img/diffusion";
import { describe, expect, it } from "vitest";
import { differenceOf } from "../../src/denoising-strip/differences.js";
import { formOfSampler } from "../../src/diffusion/sampler-forms.js";
import { samplerNames, samplersWithNoise } from "../../src/diffusion/sampler-names.js";
import { sampleWith } from "../../src/sampler-comparison/sample-with.js";

/** Smooth, so that every sampler without noise comes to the same picture with many steps. */
const dims = [3, 2, 2];
const denoise = mixtureDenoiser({ means: [Array.from({ length: 12 }, (_, i) => 0.1 * (i % 5))], stds: [0.3] });
const flat = (x: Parameters<typeof denoise>[0]) => ({ dims: [1, 12], data: x.data });
const shaped: typeof denoise = async (x, level, signal) => ({
  dims,
  data: (await denoise(flat(x), level, signal)).data,
});
const draw = (sampler: string, steps: number) => sampleWith({ sampler, steps }, shaped, dims, { seed: 3 });

describe("one noise through each sampler", () => {
  it("comes to the same picture with many steps, if no noise is added", async () => {
    const { image: reference } = await draw("heun", 80);
    for (const name of samplerNames) {
      if (samplersWithNoise.includes(name) || name === "tcd") continue;
      const { image } = await draw(name, 80);
      // Those of another form begin with the same noise on another scale.
      const allowed = formOfSampler(name) === "flow" ? 0.04 : 0.02;
      expect(differenceOf(image, reference), name).toBeLessThan(allowed);
    }
  });

  it("counts the calls, and gives the same again", async () => {
    expect((await draw("euler", 8)).calls).toBe(8);
    expect((await draw("heun", 8)).calls).toBe(15);
    expect((await draw("ddpm", 8)).image).toEqual((await draw("ddpm", 8)).image);
    expect((await draw("ddpm", 8)).image).not.toEqual((await draw("ddim", 8)).image);
  });

  it("stops", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(sampleWith({ sampler: "euler", steps: 2 }, shaped, dims, { seed: 1, signal })).rejects.toThrow(
      "enough",
    );
  });
});
