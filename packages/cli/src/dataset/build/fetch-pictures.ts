import { join } from "node:path";
import type { ImageTextPair, OnProgress } from "@alt2img/core";
import type { PictureOf } from "./measure-pictures.js";

export type FetchPicturesOptions = {
  /** Whether this machine's own addresses are asked, too. */
  readonly allowLoopback: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
};

/** Fetches the pictures of pairs, which come in any order. A later run fetches only what it doesn't have. */
export async function* fetchPictures(
  pairs: AsyncIterable<ImageTextPair>,
  folder: string,
  { allowLoopback, signal, onProgress }: FetchPicturesOptions,
): AsyncGenerator<ImageTextPair, void, undefined> {
  const { fetchImages } = await import("@alt2img/dataset/fetch");
  const options = { check: "header", allowLoopback, signal, onProgress } as const;
  for await (const { pair, record } of fetchImages(pairs, folder, options)) {
    yield record.state === "kept" ? pair : ({ ...pair, picture: `${record.code}: ${record.message}` } as ImageTextPair);
  }
}

/** Where the picture of a pair is that `fetchPictures` has yielded. */
export const fetchedPicture =
  (folder: string): PictureOf =>
  (pair) =>
    "file" in pair && typeof pair.file === "string" ? join(folder, pair.file) : undefined;
