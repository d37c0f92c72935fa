import type { ScoreBaseline } from "../explain/baseline.js";
import type { Clip } from "../model/clip.js";

type Facts = Pick<Clip, "dimension" | "contextLength" | "logitScale">;

export const isTinyClip = ({ dimension, contextLength, logitScale }: Facts): boolean =>
  dimension === 128 && contextLength === 32 && (logitScale === undefined || logitScale === 3.8359375);

/** The baseline that comes with this package, for the model that it was measured with. */
export async function knownBaseline(
  clip: Pick<Clip, "dimension" | "contextLength" | "logitScale">,
): Promise<ScoreBaseline | undefined> {
  return isTinyClip(clip) ? (await import("./tiny-baseline.js")).tinyBaseline : undefined;
}
