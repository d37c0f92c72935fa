import { serve } from "@alt2img/core/worker";
import { localDenoiser } from "@alt2img/diffusion";
import { patchWidths } from "../attribution/patch-widths.js";
import { tensorOf } from "../drawings/read-drawings.js";
import { sampleWith } from "./sample-with.js";
import type { ComparisonTasks, SampledPicture } from "./tasks.js";

serve<ComparisonTasks, SampledPicture>({
  async compare([{ set, patch, seed, runs }], { signal, onPart }) {
    const all = await tensorOf(set);
    const denoise = localDenoiser(all, { patch: patchWidths(patch) });
    for (const run of runs) {
      onPart({ ...run, ...(await sampleWith(run, denoise, all.dims.slice(1), { seed, signal })) });
    }
    return undefined;
  },
});
