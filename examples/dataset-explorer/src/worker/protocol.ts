import type { Progress } from "@alt2img/core";
import type { ScoreTable } from "@alt2img/dataset/funnel";
import type { TrainedOnAnswer, TrainedOnMatch } from "@alt2img/dataset/trained-on";
import type { Grouping, Histogram, NumberKey, RuleKey, RuleSettings } from "@alt2img/elements/funnel/pairs-funnel";

/** Where the pairs come from. */
export type Source =
  | { readonly kind: "tiny" }
  | { readonly kind: "made-up"; readonly count: number }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "files"; readonly files: readonly File[] };

/** What the page has to know about the pairs. */
export type Opened = {
  readonly name: string;
  readonly table: ScoreTable;
  readonly groupings: readonly Grouping[];
  readonly histograms: Readonly<Partial<Record<NumberKey, Histogram>>>;
  /** The number of dimensions of the embeddings; 0 without any. */
  readonly dimension: number;
  /** Whether the pairs say what is true about them, in the column `quality`. */
  readonly hasTruth: boolean;
  /** What couldn't be read, and why; the first few. */
  readonly problems: readonly string[];
  /** Pairs beyond those that the page takes. */
  readonly isCut: boolean;
};

/** A pair as it is shown. */
export type Card = {
  readonly pair: number;
  readonly text: string;
  readonly imageUrl: string;
  readonly pageUrl: string;
  readonly language?: string;
  readonly similarity?: number;
  readonly quality?: string;
  readonly shows?: string;
  /** The picture's file as a `data:` URL, if the data has it. */
  readonly picture?: string;
  readonly hasEmbedding: boolean;
  /** Why it is lost, by which rule. */
  readonly lost?: { readonly rule: RuleKey; readonly reason: string };
};

/** A pair and the rule that it was lost at. */
export type CardOrder = { readonly pair: number; readonly lostAt?: RuleKey };

/** What to look for: words in the texts, or a picture by its meaning: a text, a picture, or a pair's own picture. */
export type Question =
  | { readonly words: string }
  | { readonly meaning: string }
  | { readonly picture: Blob }
  | { readonly like: number };

/** A number for each pair, the higher the better; `NaN` for those that weren't found. */
export type Found = { readonly scores: Float32Array; readonly count: number };

/** Where the pictures are: the point `i` at `positions[2 * i]`, `positions[2 * i + 1]`, from 0 to 1, is that of `pairs[i]`. */
export type PictureMap = { readonly positions: Float32Array; readonly pairs: Uint32Array };

/** Whether something was among the pairs. */
export type Answer = Pick<TrainedOnAnswer, "verdict" | "probability" | "total"> & {
  readonly matches: readonly (Pick<TrainedOnMatch, "by" | "probability"> & { readonly pair: number })[];
};

/** What the worker does. Arguments and results are plain data. */
export type Tasks = {
  open(source: Source): Opened;
  cards(orders: readonly CardOrder[], rules: Readonly<RuleSettings>): Card[];
  groupByTerms(terms: readonly string[]): Grouping;
  find(question: Question): Found;
  /** Their pictures as `data:` URLs. */
  pictures(pairs: readonly number[]): (string | undefined)[];
  layOut(): PictureMap;
  /** About a picture's file, an address or a domain. */
  ask(question: Blob | string): Answer;
};

/** What a task reports while it runs. */
export type Part = Progress;
