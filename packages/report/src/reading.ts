import type { ExtractedImage, OptOutSignals } from "@alt2img/alt-text";
import type { Diagnostic, DiagnosticCounts, ImageTextPair } from "@alt2img/core";
import type { JudgedImage } from "../judge-images.js";
import type { EvenSample } from "./even-sample.js";
import type { InputFormat } from "./open-input.js";

/** Which of the two readers get a text of an image. */
export type Readers = "both" | "heard" | "taken" | "neither";

export function readersOf({ heard, taken }: Pick<JudgedImage, "heard" | "taken">): Readers {
  if (heard.heard) return taken.taken ? "both" : "heard";
  return taken.taken ? "taken" : "neither";
}

/** Whether the image stands in the page's metadata alone, for other programs. */
export function isMetadata({ element }: ExtractedImage): boolean {
  return element === "meta" || element === "json-ld";
}

/** Where a page was found. */
export type PageOrigin = {
  /** As the caller named it. */
  filename: string;
  /** A WAT says less than the page: `src`, `alt` and `title` of its `img` elements. */
  format: InputFormat;
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
  images: readonly JudgedImage[];
  optOut: OptOutSignals;
  pairs: readonly ImageTextPair[];
};

/** How much there was. */
export type ReadingCounts = { pages: number; images: number; imagesWithFindings: number; pairs: number };

/** What became of one file. */
export type FileReading = {
  filename: string;
  format?: InputFormat;
  /** As stored. */
  bytes: number;
  counts: ReadingCounts;
  /** Why it could not be read, or not to its end. */
  failure?: string;
};

/** What became of all files. It does not grow with them, but for a line a file. */
export type Reading = {
  files: FileReading[];
  counts: ReadingCounts;
  pages: EvenSample<PageReading>;
  diagnostics: DiagnosticCounts;
  /** The first diagnostic of each code. */
  examples: Diagnostic[];
};
