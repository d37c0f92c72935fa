import type { OptOutSignal, RecordLocation, TextSource } from "@alt2img/core";

/**
 * The images of one page with what it says about them: everything that pairs are made of, in the same form from HTML, WARC
 * and WAT. Plain data.
 */
export type PageImages = {
  /** Absolute URL of the page. */
  url: string;
  /** Which texts were looked for, in the order of the pairs of an image. */
  sources: readonly TextSource[];
  /** In the order of the page. Images without any of the texts may be left out. */
  images: readonly PageImage[];
  /** How many images there are, including those that `images` leaves out. */
  imageCount: number;
  /** What the page or its server says against its use. */
  optOut: readonly OptOutSignal[];
  /** Where the page's record is. */
  location: RecordLocation;
  /** The end of the page is missing. */
  truncated?: boolean;
};

/** An image with its texts, each under its source, as written. */
export type PageImage = { readonly [source in TextSource]?: string } & {
  /** Absolute URL; one that isn't http(s) makes no pair. */
  readonly url?: string;
  /** Absolute URL of its `src`, if that is http(s): `url`, unless it is a placeholder. */
  readonly src?: string;
  /** Declared width in CSS pixels. */
  readonly width?: number;
  /** Declared height in CSS pixels. */
  readonly height?: number;
};

/** Whether an image with this URL can be fetched: a `data:` URL is the picture (mostly a placeholder), not its address. */
export function isHttp(url: string): boolean {
  return url.startsWith("https://") || url.startsWith("http://");
}
