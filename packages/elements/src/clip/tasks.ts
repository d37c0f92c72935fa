import type { LabelledPrediction, PredictedShares, Prediction } from "@alt2img/bias/representation";
import type { ScoreExplanation } from "@alt2img/clip";
import type { Embedding, RasterImage } from "@alt2img/core";
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
  /** Which of some texts, two or more, each picture is most like. */
  classify(pictures: readonly RasterImage[], texts: readonly string[], model: string): Prediction[];
  /**
   * The shares of such answers in groups of pictures, corrected by those that somebody labelled if there is one of each text among them.
   */
  sharesOf(groups: readonly (readonly Prediction[])[], labelled: readonly LabelledPrediction[]): PredictedShares[];
};
