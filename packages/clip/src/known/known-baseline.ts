import type { ScoreBaseline } from "../explain/baseline.js";
import type { Clip } from "../model/clip.js";

/** The baseline that comes with this package, for the model that it was measured with. */
export async function knownBaseline({
  dimension,
  contextLength,
  logitScale,
}: Pick<Clip, "dimension" | "contextLength" | "logitScale">): Promise<ScoreBaseline | undefined> {
  const isTiny = dimension === 128 && contextLength === 32 && (logitScale === undefined || logitScale === 3.8359375);
  return isTiny ? (await import("./tiny-baseline.js")).tinyBaseline : undefined;
}
