import { createGenerator } from "@alt2img/core/random";
import { expect, it } from "vitest";
import { cleanOf, cleanWeights, type PredictionType } from "../../src/denoiser/network-denoiser.js";
import { guide } from "../../src/guidance/guide.js";
import { guidedClean } from "../../src/text-to-image/guided-clean.js";

const generator = createGenerator(5);
const randn = () => ({ dims: [1, 4, 5, 3], data: generator.randn(60) });

it.each<PredictionType>(["epsilon", "v_prediction", "sample", "flow"])(
  "gives the numbers of cleanOf and guide to the last bit: %s",
  async (predictionType) => {
    const [x, with_, without] = [randn(), randn(), randn()];
    for (const sigma of [14.6, 1.37, 0.03]) {
      const level = { form: predictionType === "flow" ? ("flow" as const) : ("vp" as const), sigma };
      const [conditional, unconditional] = [with_, without].map((output) => cleanOf(x, output, level, predictionType));
      const both = async () => ({ conditional: conditional!, unconditional: unconditional! });
      const guided = await guide({ conditional: async () => conditional!, both }, { scale: 7.5 })(x, level);
      const weights = cleanWeights(level, predictionType);
      expect(guidedClean(x, { conditional: with_, unconditional: without }, weights, 7.5)).toEqual(guided);
    }
  },
);
