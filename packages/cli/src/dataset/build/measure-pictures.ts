import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import type { ModelPackages } from "../../models/model-packages.js";

/** Where the picture of a pair is on this machine. */
export type PictureOf = (pair: ImageTextPair) => string | undefined;

/**
 * Pairs with what their pictures are: `WIDTH` and `HEIGHT`, `bytes`, `sha256`, and the perceptual hash `phash`. A picture that isn't
 * there or can't be decoded leaves them out, and `picture` says why.
 */
export async function* measurePictures(
  pairs: AsyncIterable<ImageTextPair>,
  pictureOf: PictureOf,
  packages: ModelPackages,
  signal: AbortSignal,
): AsyncGenerator<ImageTextPair, void, undefined> {
  const { decodeImage, pHash } = await packages.load("@alt2img/image");
  for await (const pair of pairs) {
    signal.throwIfAborted();
    const path = pictureOf(pair);
    if (path === undefined) {
      yield "picture" in pair ? pair : ({ ...pair, picture: "not there" } as ImageTextPair);
      continue;
    }
    const bytes = await readFile(path);
    try {
      const image = await decodeImage(bytes, { signal });
      yield {
        ...pair,
        WIDTH: image.width,
        HEIGHT: image.height,
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        phash: pHash(image),
      } as ImageTextPair;
    } catch (error) {
      if (!(error instanceof Alt2imgError) && !isImageError(error)) throw error;
      yield { ...pair, picture: `${error.code}: ${error.message}` } as ImageTextPair;
    }
  }
}

/** Packages from the cache have a class `Alt2imgError` of their own. */
const isImageError = (error: unknown): error is Alt2imgError =>
  error instanceof Error && "code" in error && String(error.code).startsWith("image/");
