import { samplers } from "@alt2img/diffusion";
import { expect, it } from "vitest";
import { samplerNames, samplersWithNoise } from "../../src/diffusion/sampler-names.js";

it("has every sampler, and knows which add noise", () => {
  expect(samplerNames).toEqual(samplers.map(({ name }) => name));
  expect(samplersWithNoise).toEqual(samplers.filter(({ stochastic }) => stochastic).map(({ name }) => name));
});
