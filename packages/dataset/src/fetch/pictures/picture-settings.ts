import { Alt2imgError } from "@alt2img/core";
import type { ResampleFilter } from "@alt2img/image";

/** How fetched images are stored in another size. The modes and their results' sizes are img2dataset's. */
export type ResizeSettings = {
  /**
   * `"border"`: the longer side becomes `size`, and white makes it a square (img2dataset's default); `"keep-ratio"`: the shorter
   * side becomes `size`; `"center-crop"`: so it does, and the square in the middle is kept.
   */
  mode: "border" | "keep-ratio" | "center-crop";
  /** In pixels. */
  size: number;
  /** Whether a smaller image is enlarged, as img2dataset does by default. Default true. */
  enlarge?: boolean | undefined;
  /** Default `"lanczos"`. */
  filter?: ResampleFilter | undefined;
  /** Default `"jpeg"`, without transparency: what is behind it is white. */
  format?: "jpeg" | "png" | "webp" | undefined;
  /** Of JPEG and WebP, 0 to 100. Default 95, as in img2dataset. */
  quality?: number | undefined;
};

export type PictureSettings = {
  readonly maxPixels: number;
  /** `"header"`: only the header is read, and in a JPEG and a PNG whether the file is whole. */
  readonly check: "header" | "pixels";
  readonly phash: boolean;
  readonly resize?: Readonly<ResizeSettings> | undefined;
};

const resizeModes: readonly ResizeSettings["mode"][] = ["border", "keep-ratio", "center-crop"];

/** @throws Alt2imgError `dataset/fetch-option` */
export function checkResize({ mode, size, quality = 95, format = "jpeg" }: Readonly<ResizeSettings>): void {
  if (!resizeModes.includes(mode)) wrong("mode", mode, `one of ${resizeModes.join(", ")}`);
  if (!(Number.isSafeInteger(size) && size >= 1 && size <= 16_383)) wrong("size", size, "a number from 1 to 16,383");
  if (!(quality >= 0 && quality <= 100)) wrong("quality", quality, "a number from 0 to 100");
  if (!["jpeg", "png", "webp"].includes(format)) wrong("format", format, "jpeg, png or webp");
}

function wrong(name: string, found: unknown, expected: string): never {
  throw new Alt2imgError("dataset/fetch-option", `resize.${name} is ${found}; expected ${expected}.`);
}
