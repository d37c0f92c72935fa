import type { Fit } from "../clip-explanation/fit.js";

/** What `alt2img-clip-explanation` says. */
export type ClipExplanationMessages = {
  readonly text: string;
  /** The text to start with. */
  readonly example: string;
  readonly picture: string;
  readonly choosePicture: string;
  readonly orDrop: string;
  readonly noPicture: string;
  readonly noText: string;
  readonly step: (done: number, total: number) => string;
  readonly meaning: string;
  readonly theText: (fit: string) => string;
  readonly fit: Readonly<Record<Fit, string>>;
  /** @param logit `undefined` if the model's scale isn't known */
  readonly score: (cosine: string, logit: string | undefined) => string;
  readonly aboveRandom: string;
  readonly aboveTrue: string;
  readonly outOf100: {
    readonly all: string;
    readonly hardlyAny: string;
    readonly moreThan99: string;
    readonly some: (count: number) => string;
  };
  readonly baseline: (random: string, matched: string) => string;
  readonly noBaseline: string;
  /** Before the name of a baseline, which is in English. */
  readonly measuredWith: string;
  readonly gibberish: {
    readonly base: (mean: string) => string;
    readonly much: (margin: string) => string;
    readonly little: (margin: string) => string;
    readonly nothing: string;
  };
  readonly words: string;
  readonly wordsNote: (cosine: string) => string;
  readonly word: string;
  readonly adds: string;
  readonly cut: (words: string) => string;
  readonly mostWord: (word: string, adds: string) => string;
  readonly where: string;
  readonly occlusion: string;
  readonly occlusionNote: string;
  readonly patches: string;
  readonly patchesNote: string;
  readonly strongest: (value: string, row: number, column: number, rows: number, columns: number) => string;
  readonly asSeen: (picture: string) => string;
  readonly asNumbers: string;
  readonly filters: {
    readonly title: string;
    readonly verdict: (dataset: string, threshold: string, kept: boolean) => string;
    readonly otherModel: (checkpoint: string) => string;
    readonly source: string;
    readonly sourceOf: (dataset: string) => string;
  };
};

export const clipExplanationEn: ClipExplanationMessages = {
  text: "Text",
  example: "a red apple",
  picture: "picture",
  choosePicture: "Picture",
  orDrop: "Choose one, or drop or paste it here. It doesn’t leave this computer.",
  noPicture: "Choose a picture to see what its score with the text means.",
  noText: "Enter a text to see what its score with the picture means.",
  step: (done, total) => `Computing the explanation … ${done} of ${total}`,
  meaning: "What the score means",
  theText: (fit) => `The text ${fit}.`,
  fit: {
    "very well": "fits very well",
    well: "fits well",
    "a little": "fits a little",
    any: "fits no better than any other text",
    worse: "fits worse than most other texts",
  },
  score: (cosine, logit) => (logit === undefined ? `Cosine ${cosine}.` : `Cosine ${cosine}, logit ${logit}.`),
  aboveRandom: "above random pairs",
  aboveTrue: "above true pairs",
  outOf100: {
    all: "all",
    hardlyAny: "hardly any",
    moreThan99: "more than 99 of 100",
    some: (count) => `${count} of 100`,
  },
  baseline: (random, matched) =>
    `Take a picture and the text of some other picture: ${random} such pairs score lower than this. Of pictures with their own text, ${matched} do.`,
  noBaseline:
    "Nobody has measured yet how this model scores pairs that belong together and pairs that don’t, so its cosine can’t be read by itself.",
  measuredWith: "Measured with: ",
  gibberish: {
    base: (mean) => `Texts of random letters, as long as this one, score ${mean} on average.`,
    much: (margin) => `This text scores ${margin} more: that much comes from what it means.`,
    little: (margin) => `This text scores only ${margin} more: little of its score comes from what it means.`,
    nothing: "This text scores no more than that: its meaning adds nothing.",
  },
  words: "What each word adds",
  wordsNote: (cosine) => `The text’s score of ${cosine}, minus its score without the word.`,
  word: "Word",
  adds: "Adds",
  cut: (words) => `The model doesn’t see these words, because the text is too long: ${words}`,
  mostWord: (word, adds) => `Its word “${word}” adds most: ${adds}.`,
  where: "Where in the picture",
  occlusion: "What the score loses when a part is covered",
  occlusionNote:
    "Orange: without it, the score falls, so the text is about it. Blue with stripes: without it, the score rises. If all colours are faint, no single part matters.",
  patches: "How well each patch fits by itself",
  patchesNote: "Only a hint: the model was trained on whole pictures. Orange fits, blue with stripes doesn’t.",
  strongest: (value, row, column, rows, columns) =>
    `The strongest: ${value} in row ${row}, column ${column} of ${rows} × ${columns}.`,
  asSeen: (picture) => `${picture}, as the model sees it`,
  asNumbers: "The map as numbers",
  filters: {
    title: "Would a training set have kept this pair?",
    verdict: (dataset, threshold, kept) =>
      `${dataset} kept pairs from ${threshold}: ${kept ? "it would keep" : "it would drop"} this one.`,
    otherModel: (checkpoint) =>
      `But that number was chosen for the scores of ${checkpoint}. This model’s scores are on another scale, so the verdict means nothing here.`,
    source: "Source",
    sourceOf: (dataset) => `for ${dataset}`,
  },
};
