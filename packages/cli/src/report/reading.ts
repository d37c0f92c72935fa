import type { CrawlReading, ExtractedImage, OptOutSignals, ScreenReaderReading } from "@alt2img/alt-text";
import type { AltTextFinding } from "@alt2img/alt-text/lint";
import type { ImageTextPair } from "@alt2img/core";

/** An image of a page and what each reader makes of it. */
export type ImageReading = {
  image: ExtractedImage;
  heard: ScreenReaderReading;
  taken: CrawlReading;
  findings: readonly AltTextFinding[];
};

/** Where a page was found. */
export type PageOrigin = {
  /** As the caller named it. */
  filename: string;
  /** A WAT says less than the page: `src`, `alt` and `title` of its `img` elements. */
  format: "warc" | "wat" | "html";
  /** Where the record starts, in bytes of the file as stored (compressed). */
  offset?: number;
  /** How long the record is, likewise. */
  length?: number;
  recordId?: string;
};

/** A page of a crawl as the report has read it. */
export type PageReading = {
  url: string;
  /** Empty where the page has none. */
  title: string;
  /** As the page declares it. */
  language?: string;
  origin: PageOrigin;
  images: readonly ImageReading[];
  optOut: OptOutSignals;
  pairs: readonly ImageTextPair[];
};
