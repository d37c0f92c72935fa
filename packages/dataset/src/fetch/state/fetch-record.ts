import type { ImageFormat } from "@alt2img/image";

/** An image that is stored. Plain data, as it is in the state file. */
export type KeptRecord = {
  /** As in the pair. */
  url: string;
  state: "kept";
  /** In the folder: `images/ab/<SHA-256 of its bytes>.jpg`. */
  file: string;
  /** Of the file as it is stored. */
  bytes: number;
  format: ImageFormat;
  width: number;
  height: number;
  /** Upright, as it was fetched. */
  originalWidth: number;
  originalHeight: number;
  /** EXIF's; left out for 1. Width and height are those of the upright picture. */
  orientation?: number;
  /** Of the fetched bytes, in lower-case hexadecimal: the file's own where nothing is resized. */
  sha256: string;
  phash?: string;
  /** Where redirects led; left out without one. */
  finalUrl?: string;
  etag?: string;
  lastModified?: string;
};

/** An address that gave no image, or that its owner keeps for himself. Plain data. */
export type LostRecord = {
  url: string;
  state: "failed" | "skipped";
  /** `dataset/http-404`, `image/truncated`, `dataset/robots-txt`, … */
  code: string;
  message: string;
};

/** The one state in which a URL ends. */
export type FetchRecord = KeptRecord | LostRecord;
