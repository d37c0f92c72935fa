import type { Origins } from "@alt2img/bias/attribution";
import type { GridImage } from "@alt2img/bias/grid";
import type { MeanColourfulness } from "@alt2img/bias/pictures";
import type { Calibration, PredictedShares, Shares } from "@alt2img/bias/representation";
import type { Progress, RasterImage } from "@alt2img/core";
import type { Alike, Choice } from "../settings.js";
import type { LeftOut, ModelName } from "../world.js";

/** A picture to draw. */
export type DrawOrder = {
  readonly model: ModelName;
  readonly adjective: string;
  readonly profession: string;
  readonly guidance: number;
  readonly steps: number;
  readonly seed: number;
};

/** What a task reports while it runs: a picture as soon as it is there, or how far it is. */
export type Part =
  | { readonly type: "picture"; readonly picture: GridImage }
  | ({ readonly type: "progress" } & Progress);

/** What the worker with the image generators does. */
export type PainterTasks = {
  /** Draws what isn't drawn yet; each picture comes as a part, in the order of the orders. */
  draw(orders: readonly DrawOrder[]): undefined;
};

/** Where a grid that was made elsewhere comes from. */
export type Source =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "files"; readonly files: readonly File[] };

/** What the page has to know about a grid. */
export type OpenedGrid = {
  readonly name: string;
  readonly count: number;
  readonly models: readonly string[];
  readonly adjectives: readonly string[];
  readonly professions: readonly string[];
  /** As JSON. */
  readonly settings: readonly string[];
  /** What couldn't be read, and why; the first few. */
  readonly problems: readonly string[];
  /** How many there are in all. */
  readonly problemCount: number;
};

/** A picture with its key, to be embedded. */
export type Keyed = { readonly key: string; readonly image: RasterImage };

/** A cluster of pictures of people without an occupation. */
export type Cluster = {
  readonly name: string;
  readonly n: number;
  /** Of all those pictures. */
  readonly share: number;
  /** The prompts that its pictures come from, the most frequent first. */
  readonly identities: readonly { readonly identity: string; readonly count: number }[];
  /** Some of its pictures, as files. */
  readonly examples: readonly Uint8Array[];
};

/** A column's pictures as a whole. */
export type Summary = { readonly average: RasterImage; readonly colourfulness: MeanColourfulness };

type Neighbour = { readonly key: string; readonly similarity: number };

/** A drawing of the training set. */
export type Drawing = {
  readonly id: number;
  readonly name: string;
  readonly file: Uint8Array;
  readonly author: string;
  readonly license: string;
};

export type SimilarDrawing = Drawing & {
  readonly similarity: number;
  /** What it was called in training, the most frequent first, with its mass for the one model and for its twin. */
  readonly captions: readonly { readonly text: string; readonly mass: number; readonly skewed: number }[];
};

/** Which drawings a bare name was the caption of, for one of the models. */
export type CaptionMass = {
  /** All of it: the chance of a training example is in proportion to it. */
  readonly mass: number;
  /** Shares of it: drawings whose own names say so. */
  readonly women: number;
  readonly men: number;
  /** The drawings with the greatest shares, and these shares. */
  readonly drawings: readonly (Drawing & { readonly share: number })[];
  /** How many drawings have a share. */
  readonly count: number;
};

/** A picture that the closed-form denoiser draws, with the drawings that it is made of: the largest shares first, which add up to 1. */
export type Formula = {
  readonly image: RasterImage;
  readonly sources: readonly (Drawing & { readonly share: number })[];
};

/** The same seed, drawn by the closed-form denoiser from the training drawings with a caption, and as if some weren't there. */
export type AsIf = {
  readonly factual: Formula;
  readonly other: Formula;
  /** How many drawings have the caption, and how many of them the other picture was drawn without. */
  readonly count: number;
  readonly removed: number;
  /** The root of the mean square of the differences of both pictures, as a share of the range from black to white. */
  readonly distance: number;
  /** Of the caption's weight on drawings of women and men, the share of women's, for the tiny Stable Diffusion and its twin. */
  readonly women: readonly [even: number | undefined, skewed: number | undefined];
  /** Whether the caption has the same weights for both. */
  readonly isSame: boolean;
};

export type MeasurerTasks = {
  open(source: Source): OpenedGrid;
  /** Of the grid that is open: those of a choice, in the order of their seeds. */
  picturesOf(choice: Choice, count: number): GridImage[];
  summarize(images: readonly RasterImage[]): Summary;
  /** The clusters, from the page's samples. */
  clusters(k: number): Cluster[];
  /** How pictures fall into them. */
  fall(k: number, pictures: readonly Keyed[]): Shares;
  /** Which of the others are most like a picture. */
  like(by: Alike, picture: Keyed, others: readonly Keyed[], count: number): Neighbour[];
  /** Which drawings of the training set are; by visual words, only those of the occupation are compared. */
  trainedLike(by: Alike, picture: Keyed, profession: string, count: number): SimilarDrawing[];
  /** What would be drawn for a caption without some of its drawings. */
  asIf(caption: string, seed: number, without: LeftOut): AsIf;
  /** Which captions the training drawings have that are nearest to pictures, and to others; with the weights of the skewed data or not. */
  origins(own: readonly Keyed[], others: readonly Keyed[], isSkewed: boolean): Origins;
  /** What the even and the skewed data have with an occupation's bare name. */
  dataOf(profession: string): readonly [even: CaptionMass, skewed: CaptionMass];
  /** Of the even and the skewed data: which share of women and men are women, that have the bare name as a caption; `undefined` if there is nobody. */
  womenOf(profession: string): readonly [even: number | undefined, skewed: number | undefined];
  /** How often the classifier of emoji is right about this occupation's training drawings. */
  calibration(profession: string): Calibration;
  /** What it says about pictures, corrected for its errors. */
  sharesOf(profession: string, pictures: readonly Keyed[]): PredictedShares;
};
