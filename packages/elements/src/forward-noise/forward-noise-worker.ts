import { createGenerator } from "@alt2img/core/random";
import { serve } from "@alt2img/core/worker";
import { addNoise } from "@alt2img/diffusion";
import { noisyPicture, toTensor } from "../diffusion/pixels.js";
import type { ForwardNoiseTasks } from "./tasks.js";

serve<ForwardNoiseTasks>({
  noise([{ width, height, data }, sigma, seed]) {
    const clean = { ...toTensor(new Uint8ClampedArray(data), height, width), dims: [3, height, width] };
    const noise = { dims: clean.dims, data: createGenerator(seed).randn(clean.data.length) };
    const level = { form: "vp" as const, sigma };
    return noisyPicture(addNoise(clean, noise, level), level);
  },
});
