import type { ImageElement } from "./extracted-image.js";
import type { Attributes } from "./html/attributes.js";
import type { PictureSource, RawCandidate } from "./image/candidates.js";

/** A stretch of the page that an element opens: the runs of text `[firstRun, endRun)`. */
export type Region = {
  readonly kind: RegionKind;
  readonly depth: number;
  /** The region of the same kind around it. */
  readonly outer: Region | undefined;
  readonly firstRun: number;
  endRun: number;
  /** Its text, once somebody has asked. */
  text?: string;
  /** Of a `figure`. */
  caption?: Region;
  /** Of a `picture`. */
  sources?: PictureSource[];
  /** Of an element with content that stands for an image: what it is read into. */
  image?: RawImage;
  /** Of an element with `lang`. */
  language?: string;
  /** Of a `button`: its `aria-label`, else its `title`. */
  label?: string | undefined;
};
export type RegionKind =
  | "figure"
  | "figcaption"
  | "button"
  | "heading"
  | "picture"
  | "graphic"
  | "capture"
  | "language";

/** A link around an image. It ends where an `a` ends, which is not always where its element would. */
export type LinkRegion = {
  /** As it stands in the source. */
  readonly href: string;
  /** Its `aria-label`, else its `title`. */
  readonly label: string | undefined;
  readonly scope: number;
  readonly outer: LinkRegion | undefined;
  readonly firstRun: number;
  endRun: number;
  text?: string;
};

/** An image as found; what needs the whole page (base URL, text after, labels) is still to come. */
export type RawImage = {
  readonly element: ImageElement;
  readonly attributes: Attributes;
  readonly state: number;
  readonly offset: number;
  /** How many runs of text stand before it, and before what follows it. */
  readonly run: number;
  endRun: number;
  readonly link: LinkRegion | undefined;
  readonly button: Region | undefined;
  readonly figure: Region | undefined;
  readonly heading: Region | undefined;
  readonly sources: readonly PictureSource[];
  readonly language: string | undefined;
  svgTitle?: string;
  svgDescription?: string;
  /** URLs of the `image` and `use` elements in an `svg`. */
  readonly references: RawCandidate[];
};

/** JSON-LD as it stands in the page. */
export type RawScript = { text: string; offset: number };
export type RawMeta = { name: string; content: string; offset: number };
