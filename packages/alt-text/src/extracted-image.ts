import type { TextSource } from "@alt2img/core";

/** The kind of element that shows or names the image. */
export type ImageElement = "img" | "input" | "area" | "svg" | "object" | "video" | "role-img" | "meta" | "json-ld";

/** One URL that the image may be loaded from. */
export type ImageCandidate = {
  /** Absolute URL. */
  url: string;
  /**
   * The attribute or element that names it: `src`, `srcset`, `source`, `poster`, or a lazy-loading attribute; `src` where
   * several do.
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

/** An image of a page, with all that the page says about it. Plain data. */
export type ExtractedImage = {
  element: ImageElement;
  /** Absolute URL of the image; left out where it has none (inline `svg`, `role=img`). */
  url?: string;
  /** Every URL that it may be loaded from, `url` first, each once. */
  candidates: ImageCandidate[];
  /** Declared width in CSS pixels. */
  width?: number;
  /** Declared height in CSS pixels. */
  height?: number;
  /** `missing`: nothing names it. `decorative`: the author says that it needs no name. `named`: it has one. */
  textState: TextState;
  /**
   * The `alt` attribute, character references resolved, otherwise as written; left out where there is none. For a `meta`
   * image the content of its `og:image:alt` or `twitter:image:alt`, which stands for one there.
   */
  alt?: string;
  /** The `title` attribute, likewise. */
  title?: string;
  /** The accessible name (AccName 1.2) and the attribute or element it came from; left out when it is empty. */
  name?: { text: string; source: TextSource };
  /** Text of the `desc` of an inline `svg`: its description, beside the name. */
  description?: string;
  /** The `sizes` attribute of an `img`, as written. */
  sizes?: string;
  /** Language of its surroundings: the nearest `lang` at or above it (BCP 47). */
  language?: string;
  /** The explicit `role`. */
  role?: string;
  /**
   * Assistive technology doesn't meet it: `aria-hidden=true`, `hidden`, `inert`, `popover`, an inline `display: none` or
   * `visibility: hidden`, or a closed `dialog` or `details`, here or above. Style sheets aren't read.
   */
  hidden: boolean;
  /** Text of the `figcaption` of the nearest `figure` around it. */
  figcaption?: string;
  /**
   * The nearest link around it: its resolved target, the text that it shows, and, where something else names it, `label`:
   * the accessible name that it has without this image (AccName 1.2).
   */
  link?: { url: string; text: string; label?: string };
  /** The nearest button around it, likewise. */
  button?: { text: string; label?: string };
  /** Text of the nearest heading before it. */
  heading?: string;
  /** Up to `contextLength` characters of visible text before it. */
  textBefore: string;
  /** Up to `contextLength` characters of visible text after it. */
  textAfter: string;
  /** It is inside `noscript`: the fallback for an image that a script loads. */
  inNoscript: boolean;
  /** In UTF-16 code units from the start of the decoded page. */
  offset: number;
  /** From 1. */
  line: number;
  /** In UTF-16 code units, from 1. */
  column: number;
};
