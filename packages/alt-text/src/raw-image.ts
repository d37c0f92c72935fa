import type { ControlRole } from "./aria/control-role.js";
import type { ImageElement } from "./extracted-image.js";
import type { IdPlace } from "./html/id-places.js";
import type { PictureSource, RawCandidate } from "./image/candidates.js";

/** A stretch of the page that an element opens: the runs of text `[firstRun, endRun)`. */
type Stretch = {
  /** Of its start tag, which is read again by those who want its attributes. */
  readonly offset: number;
  readonly firstRun: number;
  endRun: number;
  /** Its text, once somebody has asked. */
  text: string | undefined;
};

export type Region = Stretch & {
  readonly kind: RegionKind;
  readonly depth: number;
  /** The region of the same kind around it. */
  readonly outer: Region | undefined;
  /** Of a `figure`. */
  caption: Region | undefined;
  /** Of a `picture`. */
  sources: PictureSource[] | undefined;
  /** Of an element with content that stands for an image: what it is read into. */
  image: RawImage | undefined;
  /** Of an element with `lang`. */
  language: string | undefined;
  /** Of a control, but for links: what it is. */
  role: ControlRole | undefined;
  /** Of a `label`: it has the one control that it speaks of, the first in it. */
  filled: boolean;
};
export type RegionKind =
  | "figure"
  | "figcaption"
  | "button"
  | "heading"
  | "label"
  | "picture"
  | "graphic"
  | "capture"
  | "language";

/** An `a` around an image. It ends where an `a` ends, which is not always where its element would. */
export type LinkRegion = Stretch & {
  readonly scope: number;
  readonly outer: LinkRegion | undefined;
  /** What it is to assistive technology; `undefined` where it isn't a control. */
  readonly role: ControlRole | undefined;
  /** Whether it has an `href`. */
  readonly hasTarget: boolean;
};

/** A control around an image. */
export type ControlRegion = Stretch & { readonly role: ControlRole | undefined };

/** An image as found: where its start tag is, and what stands around it. What needs the whole page (base URL, text after, labels) is still to come. */
export type RawImage = {
  readonly element: ImageElement;
  readonly state: number;
  readonly offset: number;
  /** Whether it has an `aria-labelledby`. */
  readonly labelled: boolean;
  /** How many runs of text stand before it, and before what follows it. */
  readonly run: number;
  endRun: number;
  readonly link: LinkRegion | undefined;
  /** The nearest control around it. */
  control: ControlRegion | undefined;
  readonly figure: Region | undefined;
  readonly heading: Region | undefined;
  readonly sources: readonly PictureSource[];
  readonly language: string | undefined;
  svgTitle: string | undefined;
  svgDescription: string | undefined;
  /** URLs of the `image` and `use` elements in an `svg`. */
  references: RawCandidate[] | undefined;
};

/** A `label` element outside templates: where it starts, what holds there, and whether it has a `for`. */
export type RawLabel = IdPlace & { pointing: boolean };

/** JSON-LD as written in the page. */
export type RawScript = { text: string; offset: number };
export type RawMeta = { name: string; content: string; offset: number };
