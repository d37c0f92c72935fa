import type { TextSource } from "@alt2img/core";
import type { ControlRole } from "./aria/control-role.js";

/** The kind of element that shows or names the image. */
export type ImageElement = "img" | "input" | "area" | "svg" | "object" | "video" | "role-img" | "meta" | "json-ld";

/** One URL that the image may be loaded from. */
export type ImageCandidate = {
  /** Absolute URL. */
  url: string;
  /**
   * The attribute or element that names it: `src`, `srcset`, `source`, `poster`, or a lazy-loading attribute; `src` if
   * it is one of several.
   */
  from: string;
  /** As in `srcset`: `"2x"`, `"800w"`. */
  descriptor?: string;
  /** `media` of a `source`. */
  media?: string;
  /** `type` of a `source`, a MIME type. */
  type?: string;
};

/** What an image says to people who can't see it, according to HTML and AccName 1.2. */
export type TextState = "missing" | "decorative" | "named";

/** A link, button or other control around an image. */
export type SurroundingControl = {
  /** Its ARIA role, from its tag or its `role` attribute. A `summary` is a button. */
  role: ControlRole;
  /** Its visible text. */
  text: string;
  /** The accessible name that it has without the image (AccName 1.2), if that doesn't come just from `text`. */
  label?: string;
  /** Whether people hear the label in place of the control's content: it comes from `aria-labelledby`, `aria-label` or a `label`. */
  overridesContent?: true;
};

/** An image of a page, with everything that the page says about it. Plain data. */
export type ExtractedImage = {
  element: ImageElement;
  /** Absolute URL of the image; left out if it has none (inline `svg`, `role=img`). */
  url?: string;
  /** Every URL that it may be loaded from, without duplicates, `url` first. */
  candidates: ImageCandidate[];
  /** Declared width in CSS pixels. */
  width?: number;
  /** Declared height in CSS pixels. */
  height?: number;
  /** `missing`: nothing names it. `decorative`: the author says that it needs no name. `named`: it has one. */
  textState: TextState;
  /**
   * The `alt` attribute, as written, with character references resolved; left out if there is none. For a `meta`
   * image, the content of its `og:image:alt` or `twitter:image:alt`.
   */
  alt?: string;
  /** The `title` attribute, likewise. */
  title?: string;
  /** The accessible name (AccName 1.2) and the attribute or element it came from; left out when it is empty. */
  name?: { text: string; source: TextSource };
  /** Text of the `desc` of an inline `svg`: its description, in addition to the name. */
  description?: string;
  /** The `sizes` attribute of an `img`, as written. */
  sizes?: string;
  /** Its language: the nearest `lang` at or above it (BCP 47). */
  language?: string;
  /** The role from its `role` attribute: the first one that ARIA has. A `none` that doesn't count is left out. */
  role?: string;
  /**
   * Whether assistive technology ignores it: `aria-hidden=true`, `hidden`, `inert`, `popover`, an inline `display: none` or
   * `visibility: hidden`, a closed `dialog` or `details`, here or above, or an element around it whose content is
   * presentational, such as one with `role=img`. Style sheets aren't read.
   */
  hidden: boolean;
  /** Text of the `figcaption` of the nearest `figure` around it. */
  figcaption?: string;
  /** The nearest link around it: its resolved target, and its visible text. */
  link?: { url: string; text: string };
  /** The nearest control around it, as assistive technology knows it. */
  control?: SurroundingControl;
  /** Text of the nearest heading before it. */
  heading?: string;
  /** Up to `contextLength` characters of visible text before it. */
  textBefore: string;
  /** Up to `contextLength` characters of visible text after it. */
  textAfter: string;
  /** Whether it is inside `noscript`: the fallback for an image that a script loads. */
  inNoscript: boolean;
  /** Where its tag starts, in UTF-16 code units from the start of the decoded page. */
  offset: number;
  /** From 1. */
  line: number;
  /** In UTF-16 code units, from 1. */
  column: number;
};
