import type { ExtractedImage } from "./extracted-image.js";

/** A page's metadata and images. Plain data. */
export type Page = {
  /** Absolute URL of the page, as given. */
  url: string;
  /** The base of its relative URLs: its first `base`, or `url`. */
  baseUrl: string;
  /** Language of the page as declared (BCP 47): `lang` of `html`, else the `Content-Language` of its head or headers. */
  language?: string;
  /** Text of its `title`. */
  title?: string;
  /** The encoding that its bytes were decoded from, as WHATWG names it; left out for a string. */
  charset?: string;
  /** Its `meta` elements in order: `name`, `property` or `http-equiv` in lower case. One with several of these appears once for each. */
  metas: { name: string; content: string }[];
  /** `link` elements with `rel`, and `a` and `area` that point to a licence: `rel` in lower case, URL resolved. */
  links: { rel: string; url: string }[];
  /** In the order of the page. */
  images: ExtractedImage[];
};
