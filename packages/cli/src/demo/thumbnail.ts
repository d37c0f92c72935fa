import { readFile } from "node:fs/promises";
import type { RasterImage } from "@alt2img/core";
import { crawlPicture } from "../dataset/build/crawl-images.js";
import type { DemoRun } from "./demo-run.js";

/** In pixels, of the longer side. */
const SIDE = 128;

type Image = typeof import("@alt2img/image");

/** A picture as a data URL, made smaller if it is large. */
export function pngUrl(picture: RasterImage, { encodePng, resize }: Image): string {
  const factor = SIDE / Math.max(picture.width, picture.height);
  const side = (pixels: number): number => Math.max(1, Math.round(pixels * factor));
  const small = factor >= 1 ? picture : resize(picture, { width: side(picture.width), height: side(picture.height) });
  return `data:image/png;base64,${Buffer.from(encodePng(small)).toString("base64")}`;
}

/** A picture of the crawl as a data URL, by its address; `undefined` if it isn't there or can't be decoded. */
export async function crawlThumbnail(
  imageUrl: string,
  { path, packages, signal }: Pick<DemoRun, "path" | "packages" | "signal">,
): Promise<string | undefined> {
  const file = crawlPicture(imageUrl, path("pictures"));
  if (file === undefined) return undefined;
  const image = await packages.load("@alt2img/image");
  const bytes = await readFile(file);
  try {
    return pngUrl(await image.decodeImage(bytes, { signal }), image);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
