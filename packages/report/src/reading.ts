import type { ExtractedImage, OptOutSignals } from "@alt2img/alt-text";
import type { JudgedImage } from "@alt2img/alt-text/lint";
import type { ByteSource, Diagnostic, DiagnosticCounts, ImageTextPair, RecordLocation } from "@alt2img/core";
import type { CrawlFormat } from "@alt2img/dataset";
import type { EvenSample } from "./even-sample.js";
import type { FunnelCounts } from "./funnel-counts.js";

/** Which of the two readers get a text for an image. */
export type Readers = "both" | "heard" | "taken" | "neither";

export function readersOf({ heard, taken }: Pick<JudgedImage, "heard" | "taken">): Readers {
  if (heard.heard) return taken.taken ? "both" : "heard";
  return taken.taken ? "taken" : "neither";
}

/** Whether the image is only in the page's metadata, for other programs to show. */
export function isMetadata({ element }: ExtractedImage): boolean {
  return element === "meta" || element === "json-ld";
}

/** A file to report on. If you want its pictures, it is opened twice: once for the pages, once for the pictures. */
export type CrawlInput = {
  /** The name of the file in the report. */
  filename: string;
  /** Its size as stored, for the report's table and for progress. */
  byteLength: number;
  /** The address of an HTML file, for its relative URLs; crawl files contain their pages' addresses. */
  url?: string;
  /**
   * Starts reading the file from its beginning. WARC, ARC, WAT and HTML files are recognized by their content.
   * @throws Alt2imgError to say why it can't be read; the report shows the message and continues with the next file
   */
  open(): ByteSource | Promise<ByteSource>;
};

/** Where a page was found; offsets count bytes of the file as stored. */
export type PageOrigin = RecordLocation & {
  /** A WAT file has less than the page: only `src`, `alt` and `title` of its `img` elements. */
  format: CrawlFormat;
  recordId?: string;
};

/** A page of a crawl, as the report reads it. */
export type PageReading = {
  url: string;
  /** Empty if the page has no title. */
  title: string;
  /** As the page declares it. */
  language?: string;
  origin: PageOrigin;
  /** The end of the page isn't in the crawl. */
  truncated?: boolean;
  images: readonly JudgedImage[];
  optOut: OptOutSignals;
  /** Every `alt` text of an image with an http(s) address. */
  pairs: readonly ImageTextPair[];
  /** Which of them a training crawl takes, and why the other images are lost. */
  funnel: FunnelCounts;
};

/** How much was read. */
export type ReadingCounts = {
  pages: number;
  images: number;
  /** Of the images, those that are `img` elements: only these make pairs. */
  imgElements: number;
  imagesWithFindings: number;
  pairs: number;
};

/** What was read from one file. */
export type FileReading = {
  filename: string;
  /** Left out if the file couldn't be opened. */
  format?: CrawlFormat;
  /** As stored. */
  byteLength: number;
  counts: ReadingCounts;
  /** Why the file couldn't be read, or not to the end. */
  failure?: string;
};

/** What was read from all files. It doesn't grow with them, except for one entry for each file. */
export type CrawlSummary = {
  files: FileReading[];
  counts: ReadingCounts;
  /** The pages to show, evenly spread over the files. */
  pages: EvenSample<PageReading>;
  diagnostics: DiagnosticCounts;
  /** The first diagnostic of each code. */
  examples: Diagnostic[];
};
