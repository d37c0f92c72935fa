import { samplers } from "@alt2img/diffusion";
import { expect, it } from "vitest";
import { samplerNames } from "../../src/diffusion/sampler-names.js";

it("has every sampler", () => {
  expect(samplerNames).toEqual(samplers.map(({ name }) => name));
});
