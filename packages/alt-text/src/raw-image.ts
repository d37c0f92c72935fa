import type { ControlRole } from "./aria/control-role.js";
import type { ImageElement } from "./extracted-image.js";
import type { IdPlace } from "./html/id-places.js";
import type { PictureSource, RawCandidate } from "./image/candidates.js";

/** A stretch of the page that an element opens: the runs of text `[firstRun, endRun)`. */
type Stretch = {
  /** The offset of its start tag, which is read again when its attributes are needed. */
  readonly offset: number;
  readonly firstRun: number;
  endRun: number;
  /** Its text, once it has been read. */
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
  /** Of a control other than a link: its role. */
  role: ControlRole | undefined;
  /** Of a `label`: whether it has its one control, the first in it. */
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

/** An `a` around an image. It ends where an `a` ends, which isn't always where an element would. */
export type LinkRegion = Stretch & {
  readonly scope: number;
  readonly outer: LinkRegion | undefined;
  /** Its role for assistive technology; `undefined` if it isn't a control. */
  readonly role: ControlRole | undefined;
  /** Whether it has an `href`. */
  readonly hasTarget: boolean;
};

/** A control around an image. */
export type ControlRegion = Stretch & { readonly role: ControlRole | undefined };

/** An image as found: the position of its start tag, and what is around it. What needs the whole page (base URL, text after, labels) is added later. */
export type RawImage = {
  readonly element: ImageElement;
  readonly state: number;
  readonly offset: number;
  /** Whether it has an `aria-labelledby`. */
  readonly labelled: boolean;
  /** How many runs of text come before it, and before what follows it. */
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

/** A `label` element outside templates: where it starts, the state there, and whether it has a `for`. */
export type RawLabel = IdPlace & { pointing: boolean };

/** JSON-LD as written in the page. */
export type RawScript = { text: string; offset: number };
export type RawMeta = { name: string; content: string; offset: number };
