import type { HeaderField } from "@alt2img/core";

/** A link that a WAT lists for a page. */
export type WatLink = {
  /** The absolute URL, for a `srcset` that of its first candidate; left out where `rawUrl` can't be resolved. */
  url?: string;
  /** As written in the page. */
  rawUrl: string;
  /** The element and attribute that it comes from: `A@/href`, `LINK@/href`, `FORM@/action`, `STYLE/#text`, … */
  path: string;
  /** The text of the link, at most 100 characters. */
  text?: string;
  title?: string;
  alt?: string;
  rel?: string;
  /** If `rawUrl` is a `srcset` (`SOURCE@/srcset`): its candidates with resolved URLs, as in `WatImage`. */
  srcset?: string;
};

/** An image that a WAT lists for a page: any attribute of an `img` element except `longdesc`. */
export type WatImage = {
  /**
   * The absolute URL, for a `srcset` that of its first candidate; left out where `rawUrl` can't be resolved or is empty: an
   * empty `src` names no image.
   */
  url?: string;
  /** As written in the page. */
  rawUrl: string;
  /** The element and attribute that it comes from: `IMG@/src`. */
  path: string;
  /** The `alt` attribute, which may be empty; left out if there is none. */
  alt?: string;
  title?: string;
  /**
   * The candidates of `srcset` (of `rawUrl` itself, where `path` is `IMG@/srcset`) with resolved URLs, in the form of the
   * attribute: `https://example.org/a.jpg 1x, https://example.org/b.jpg 2x`. Common Crawl's WATs have none so far.
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
  /** The URL against which relative ones are resolved: that of the page's `base` element, or `url`. */
  baseUrl: string;
  /** When it was captured: `WARC-Date`. */
  date?: string;
  /** `WARC-Record-ID` of the capture, without angle brackets. */
  recordId?: string;
  /** Whether the WAT's record is cut off. The page then has the images and links before that. */
  truncated?: boolean;
  /** HTTP status code. */
  status?: number;
  /** HTTP `Content-Type`, with its parameters; several lines are joined by commas. */
  contentType?: string;
  /** The lines of the HTTP response's head that you asked for with `headers`, as written; repeated names are kept. */
  headers: HeaderField[];
  /** The language that the page declares (`html lang`), if it is in `metas`. */
  language?: string;
  title?: string;
  /** The `meta` elements that you asked for with `metas`. */
  metas: WatMeta[];
  /** With `textlessImages: false`, only images with a text. */
  images: WatImage[];
  /** With `textlessImages: false`: the number of images, with and without a text. */
  imageCount?: number;
  /** Empty when `links: false`. */
  links: WatLink[];
  /** The WARC file that contains the capture. */
  filename?: string;
  /** Where the capture starts in `filename`, in bytes as stored (compressed). */
  offset?: number;
  /** How long the capture is in `filename`, in bytes as stored (compressed). */
  length?: number;
};

/** Which parts of a page to read. The others aren't even decoded. */
export type WatParts = {
  /** Links other than images. Default `true`. */
  links?: boolean;
  /**
   * The `meta` elements: all of them (`true`, the default), none, or those whose attributes contain one of these words, such as
   * `["robots", "HTML@/lang"]`. The case of ASCII letters doesn't matter.
   */
  metas?: boolean | readonly string[];
  /** The lines of the response's head: all (`true`, the default), none, or those with one of these names. Case doesn't matter. */
  headers?: boolean | readonly string[];
  /** Images without an `alt` or `title`, or with empty ones: most images. Default `true`. */
  textlessImages?: boolean;
};
