import type { Measure } from "../clip/format-score.js";

/** What `alt2img-clip-matrix` says. */
export type ClipMatrixMessages = {
  readonly texts: string;
  /** The texts to start with, one in each line. */
  readonly example: string;
  readonly addPictures: string;
  readonly orDrop: string;
  readonly picture: string;
  readonly remove: (picture: string) => string;
  readonly nothing: string;
  readonly show: string;
  readonly measures: Readonly<Record<Measure, string>>;
  /** @param scale what the model multiplies cosines by; `undefined` before it is loaded */
  readonly notes: Readonly<Record<Measure | "pairProbability", (scale: string | undefined) => string>>;
  readonly legend: string;
  readonly table: string;
  readonly best: string;
  readonly looking: (done: number, total: number) => string;
  readonly tooMany: (pictures: number, texts: number) => string;
  readonly compared: (pictures: number, texts: number) => string;
  readonly bestOf: (picture: string, text: string, score: string) => string;
  readonly selected: (picture: string, text: string, score: string) => string;
};

const counted = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const clipMatrixEn: ClipMatrixMessages = {
  texts: "Texts, one in each line",
  example: "a red apple\na dog\na bicycle\na teapot on a table\nqwx zrtl pfk",
  addPictures: "Add pictures",
  orDrop: "or drop or paste them here. They don’t leave this computer.",
  picture: "picture",
  remove: (picture) => `Remove ${picture}`,
  nothing: "Add a picture and a text to see a score.",
  show: "Show",
  measures: { cosine: "cosines", logit: "logits", probability: "probabilities" },
  notes: {
    cosine: () =>
      "The cosine of the angle between the picture and the text in the model’s space: 1 for the same direction, 0 for nothing in common. It isn’t a percentage, and other models’ cosines are on other scales.",
    logit: (scale) =>
      `The cosine times ${scale === undefined ? "a number" : `${scale}, a number`} that the model has learned. Only the differences between logits matter.`,
    probability: () =>
      "For each picture, how likely each text is if exactly one of them is right: the softmax of the logits. Each column adds up to 100%. Another text in the list changes all of them.",
    pairProbability: () =>
      "How likely it is that the picture and the text belong together: this model judges each pair by itself, so that columns don’t add up to 100%.",
  },
  legend:
    "Choose a cell to see more of it; the arrow keys go from cell to cell. ★ marks the best text for each picture.",
  table: "How well each text fits each picture",
  best: "best text",
  looking: (done, total) => `Looking at the pictures … ${done} of ${total}`,
  tooMany: (pictures, texts) => `Only the first ${pictures} pictures and ${texts} texts are shown.`,
  compared: (pictures, texts) =>
    `${counted(pictures, "picture", "pictures")} and ${counted(texts, "text", "texts")} are compared.`,
  bestOf: (picture, text, score) => `Best for ${picture}: ${text}, ${score}.`,
  selected: (picture, text, score) => `Chosen: ${picture} with ${text}, ${score}.`,
};
