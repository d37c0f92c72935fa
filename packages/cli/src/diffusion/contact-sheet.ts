import type { RasterImage } from "@alt2img/core";
import type { ModelPackages } from "../models/model-packages.js";
import { labelledPicture } from "./labelled-picture.js";

/** A picture with what is written below it. */
export type Frame = { readonly image: RasterImage; readonly label: string };

/** The longer side of a frame, in pixels. */
const FRAME_SIDE = 128;
const COLUMNS = 10;
const GAP = 4;

/** Pictures side by side, in rows of ten, each with its label. */
export async function contactSheet(packages: ModelPackages, frames: readonly Frame[]): Promise<RasterImage> {
  const { grid } = await packages.load("@alt2img/image");
  const columns = Math.min(COLUMNS, frames.length);
  return grid(
    frames.map(({ image, label }) => labelledPicture(image, label)),
    { columns, gap: GAP },
  );
}

/** A picture as large as a frame. */
export async function asFrame(packages: ModelPackages, image: RasterImage): Promise<RasterImage> {
  const { resize } = await packages.load("@alt2img/image");
  const scale = FRAME_SIDE / Math.max(image.width, image.height);
  const side = (pixels: number): number => Math.max(Math.round(pixels * scale), 1);
  return resize(image, { width: side(image.width), height: side(image.height) });
}
