import type { ScoreExplanation } from "@alt2img/clip";
import type { Embedding } from "@alt2img/core";
import type { ScoreTable } from "../clip-matrix/score-table.js";
import type { Measure } from "./format-score.js";
import type { ModelFacts } from "./model-facts.js";

/**
 * What the worker of CLIP does for the elements. `model` is a URL, the id of a model on Hugging Face, or `""` for the tiny CLIP; it
 * is loaded once.
 */
export type ClipTasks = {
  load(model: string): ModelFacts;
  embedPicture(picture: Blob, model: string): Embedding;
  embedTexts(texts: readonly string[], model: string): Embedding[];
  scoreTable(
    pictures: readonly (Embedding | undefined)[],
    texts: readonly Embedding[],
    measure: Measure,
    model: ModelFacts,
  ): ScoreTable;
  explain(picture: Blob, text: string, model: string): ScoreExplanation;
};
