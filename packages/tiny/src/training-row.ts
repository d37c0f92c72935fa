/** One drawing that the tiny models were trained on, with everything known about it. Keys are the file's columns. */
export type TrainingRow = {
  /** Its place in the file, from 0. */
  id: number;
  /** The primary caption, as LAION calls it. */
  TEXT: string;
  /** Of the image, in pixels. */
  WIDTH: number;
  HEIGHT: number;
  /** Lossless WebP, on white. */
  image: Uint8Array;
  /** Vendor and name of the drawing: `noto/red-apple`. */
  key: string;
  vendor: string;
  /** Its Unicode code points, without variation selectors: `1F34E`. */
  hexcode: string;
  /** Its name without skin tone: `woman firefighter`. */
  concept: string;
  /** Its whole name: `woman firefighter with dark skin tone`. */
  name: string;
  /** One of ten: `face`, `person`, `animal`, `food`, `flag`, `vehicle`, `building`, `sport`, `object`, `symbol`. */
  group: string;
  /** A finer class: `fruit`, `bird`, `musical instrument`. */
  class_word: string;
  keywords: string[];
  /** The captions it was trained with. */
  captions: string[];
  /** The mass of each caption in training; a training example is a (row, caption), drawn in proportion to it. */
  weights: number[];
  /** The same for the skewed twin; it differs for the chosen occupations' captions without gender or skin tone. */
  weights_skewed: number[];
  skin_tone: "light" | "medium-light" | "medium" | "medium-dark" | "dark" | null;
  gender: "woman" | "man" | null;
  profession: string | null;
  colour: string | null;
  /** The row that this one is a recoloured copy of. */
  recoloured_from: number | null;
  /** Splits are by concept: no concept is in both. */
  split: "train" | "validation";
  /** The synset of WordNet 3.0 that it shows: `n07739125`. */
  synset: string | null;
  author: string;
  /** SPDX identifier. */
  license: string;
  /** The package, with its version, that the drawing was taken from. */
  source: string;
  /** What the emoji is called in German, in the first row of its `hexcode`; `null` in the others, which it leads to. */
  name_de: string | null;
  /** In Spanish, likewise. */
  name_es: string | null;
  /** In French. */
  name_fr: string | null;
  /** In Italian. */
  name_it: string | null;
  /** In Japanese. */
  name_ja: string | null;
  /** In Portuguese. */
  name_pt: string | null;
  /** In Chinese, simplified. */
  name_zh: string | null;
  /** The tiny CLIP's image embedding, L2-normalised; `null` if the file was made without that model. */
  embedding: number[] | null;
};

export type TrainingColumn = keyof TrainingRow;

// A record, so that the compiler reports a column that is added to the type but not here.
const all: Record<TrainingColumn, true> = {
  id: true,
  TEXT: true,
  WIDTH: true,
  HEIGHT: true,
  image: true,
  key: true,
  vendor: true,
  hexcode: true,
  concept: true,
  name: true,
  group: true,
  class_word: true,
  keywords: true,
  captions: true,
  weights: true,
  weights_skewed: true,
  skin_tone: true,
  gender: true,
  profession: true,
  colour: true,
  recoloured_from: true,
  split: true,
  synset: true,
  author: true,
  license: true,
  source: true,
  name_de: true,
  name_es: true,
  name_fr: true,
  name_it: true,
  name_ja: true,
  name_pt: true,
  name_zh: true,
  embedding: true,
};

/** Every column, in the order of the file. */
export const trainingColumns: readonly TrainingColumn[] = Object.keys(all) as TrainingColumn[];
