import { serve } from "@alt2img/core/worker";
import { optimalDenoiser } from "@alt2img/diffusion";
import { indicesOf, picturesOf, select, tensorOf, toPicture } from "@alt2img/elements/diffusion";
import { paint, sourcesOf } from "./paint.js";
import type { FormulaTasks, Part } from "./protocol.js";

serve<FormulaTasks, Part>({
  pictures: ([set]) => picturesOf(set),
  async guess([{ set, kind }, noisy, level], { signal }) {
    const wanted = select(await tensorOf(set), indicesOf(set, kind));
    return toPicture(await optimalDenoiser(wanted)(noisy, level, signal));
  },
  paint: ([order], options) => paint(order, options),
  sourcesOf: ([question]) => sourcesOf(question),
});
