import type { Score, ScoreExplanation } from "@alt2img/clip";

/** The scores of a picture, one for each text in their order; none if it couldn't be read. */
export type ScoredPicture = { name: string; scores: ScoredText[]; failure?: string };

/** A text with its score. */
export type ScoredText = Score & {
  text: string;
  /** The words that the model didn't read, if there are any. */
  cutWords?: readonly string[];
  explanation?: ScoreExplanation;
};
