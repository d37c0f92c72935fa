import type { OptOutSignal } from "./opt-out-signal.js";
import type { RecordLocation } from "./record-location.js";

/**
 * Where a text about an image was found: the attribute, element or metadata that holds it.
 *
 * - `alt`, `title`, `aria-label`, `aria-labelledby`, `value`: attributes (or what they point to)
 * - `label`: the `label` elements of an image button
 * - `svg-title`: the `title` of an inline `svg`
 * - `figcaption`: the caption of the `figure` around the image
 * - `og:image:alt`, `twitter:image:alt`: social-media metadata in `head`
 * - `json-ld`: `caption`, `description` or `name` of a schema.org `ImageObject`
 */
export type TextSource =
  | "alt"
  | "title"
  | "aria-label"
  | "aria-labelledby"
  | "label"
  | "value"
  | "svg-title"
  | "figcaption"
  | "og:image:alt"
  | "twitter:image:alt"
  | "json-ld";

/**
 * One image on a page with one text that describes it. An image with two texts makes two pairs. The location is that of
 * the page's record.
 */
export type ImageTextPair = RecordLocation & {
  /** Absolute URL of the image. */
  imageUrl: string;
  /** The text: character references resolved, white space collapsed and trimmed; never empty. */
  text: string;
  source: TextSource;
  /** Absolute URL of the page. */
  pageUrl: string;
  /** Declared width in CSS pixels, when the page declares one as a number. */
  width?: number;
  /** Declared height in CSS pixels, when the page declares one as a number. */
  height?: number;
  /** What the page or its server says against its use; left out where there is nothing. */
  optOut?: OptOutSignal[];
};
