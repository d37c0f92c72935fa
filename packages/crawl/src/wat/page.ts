import type { HeaderField } from "@alt2img/core";

/** A link that a WAT lists for a page. */
export type WatLink = {
  /** Absolute URL, of a `srcset` that of its first candidate; left out where `rawUrl` cannot be resolved. */
  url?: string;
  /** As the page wrote it. */
  rawUrl: string;
  /** Element and attribute it comes from: `A@/href`, `LINK@/href`, `FORM@/action`, `STYLE/#text`, … */
  path: string;
  /** Text of the link, at most 100 characters. */
  text?: string;
  title?: string;
  alt?: string;
  rel?: string;
  /** Where `rawUrl` is a `srcset` (`SOURCE@/srcset`): its candidates, their URLs resolved, as in `WatImage`. */
  srcset?: string;
};

/** An image that a WAT lists for a page: what comes from an `img` element, but for `longdesc`. */
export type WatImage = {
  /**
   * Absolute URL, of a `srcset` that of its first candidate; left out where `rawUrl` cannot be resolved or is empty: an
   * empty `src` names no image.
   */
  url?: string;
  /** As the page wrote it. */
  rawUrl: string;
  /** Element and attribute it comes from: `IMG@/src`. */
  path: string;
  /** The `alt` attribute, empty or not; left out where there is none. */
  alt?: string;
  title?: string;
  /**
   * The candidates of `srcset` (of `rawUrl` itself, where `path` is `IMG@/srcset`), their URLs resolved, in the form of
   * the attribute: `https://example.org/a.jpg 1x, https://example.org/b.jpg 2x`. Common Crawl's WATs have none so far.
   */
  srcset?: string;
};

/** A `meta` element, or `{ name: "HTML@/lang", content }` for the language of the document. */
export type WatMeta = {
  name?: string;
  property?: string;
  "http-equiv"?: string;
  charset?: string;
  rel?: string;
  content?: string;
};

/** One captured HTML page as a WAT describes it. Plain data. */
export type WatPage = {
  /** `WARC-Target-URI` of the capture. */
  url: string;
  /** What relative URLs are resolved against: the page's `base` element, resolved, otherwise `url`. */
  baseUrl: string;
  /** When it was captured: `WARC-Date`. */
  date?: string;
  /** `WARC-Record-ID` of the capture, without angle brackets. */
  recordId?: string;
  /** The WAT's record is cut off: the page has the images and links that are there. */
  truncated?: boolean;
  /** HTTP status code. */
  status?: number;
  /** HTTP `Content-Type`, with its parameters; several lines are joined by commas. */
  contentType?: string;
  /** Lines of the HTTP response's head that `headers` asks for, as written; repeated names are kept. */
  headers: HeaderField[];
  /** The language that the page declares for itself (`html lang`), where `metas` has it. */
  language?: string;
  title?: string;
  /** Those that `metas` asks for. */
  metas: WatMeta[];
  /** With `textlessImages: false`, those alone that have a text. */
  images: WatImage[];
  /** With `textlessImages: false`: how many images there are, with and without a text. */
  imageCount?: number;
  /** Empty when `links: false`. */
  links: WatLink[];
  /** The WARC file that holds the capture. */
  filename?: string;
  /** Where the capture starts in `filename`, in bytes as stored (compressed). */
  offset?: number;
  /** How long the capture is in `filename`, in bytes as stored (compressed). */
  length?: number;
};

/** What of a page is wanted. What is not wanted is not even decoded. */
export type WatParts = {
  /** Links other than images. Default `true`. */
  links?: boolean;
  /**
   * The `meta` elements: all of them (`true`, the default), none, or those in whose attributes one of these words stands,
   * without regard to the case of ASCII letters: `["robots", "HTML@/lang"]`.
   */
  metas?: boolean | readonly string[];
  /** The lines of the response's head: all (`true`, the default), none, or those with one of these names, in any case. */
  headers?: boolean | readonly string[];
  /** Images that have neither an `alt` nor a `title`, or empty ones: most of them. Default `true`. */
  textlessImages?: boolean;
};
