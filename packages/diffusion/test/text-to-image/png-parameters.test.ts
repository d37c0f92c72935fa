import { pngParameters } from "@alt2img/diffusion/text-to-image";
import { expect, it } from "vitest";

const picture = {
  prompt: "red heart",
  steps: 20,
  sampler: "ddim",
  guidance: 2.5,
  seed: 7n,
  width: 64,
  height: 48,
  model: "tiny",
};

it("writes how a picture was made as other programs read it", () => {
  expect(pngParameters(picture)).toBe(
    "red heart\nSteps: 20, Sampler: ddim, CFG scale: 2.5, Seed: 7, Size: 64x48, Model: tiny",
  );
  expect(pngParameters({ ...picture, negative: "blue", schedule: "karras", strength: 0.5, weighting: false })).toBe(
    "red heart\nNegative prompt: blue\nSteps: 20, Sampler: ddim, Schedule type: karras, CFG scale: 2.5, Seed: 7, Size: 64x48, Model: tiny, Denoising strength: 0.5, Emphasis: None",
  );
});
