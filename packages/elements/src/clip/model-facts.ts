import type { Clip, ScaledEmbedder } from "@alt2img/clip";

/** What an element has to know about a loaded model to turn cosines into logits and probabilities. */
export type ModelFacts = ScaledEmbedder & Pick<Clip, "family">;
