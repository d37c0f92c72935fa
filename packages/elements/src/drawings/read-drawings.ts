import { Alt2imgError, type RasterImage, type Tensor } from "@alt2img/core";
import { toTensor } from "../diffusion/pixels.js";
import { COLUMNS, type SetName, SIDE } from "./sheets.js";

/** In this form, bundlers know that these are files. They lie next to the built scripts, too. */
const urls: Readonly<Record<SetName, () => URL>> = {
  animals: () => new URL("./animals.webp", import.meta.url),
  faces: () => new URL("./faces.webp", import.meta.url),
  food: () => new URL("./food.webp", import.meta.url),
};

const opened = new Map<SetName, Promise<Uint8ClampedArray>>();

/**
 * The drawings of a set, one after another: RGBA. They are fetched once, some 200 kB.
 *
 * @throws Alt2imgError `elements/drawings`
 */
export function picturesOf(set: SetName): Promise<Uint8ClampedArray> {
  const known = opened.get(set);
  if (known !== undefined) return known;
  const opening = readSheet(urls[set]());
  opened.set(set, opening);
  opening.catch(() => opened.delete(set));
  return opening;
}

async function readSheet(url: URL): Promise<Uint8ClampedArray> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Alt2imgError("elements/drawings", `The drawings couldn't be fetched from ${url}.`, { cause });
  });
  if (!response.ok) {
    const message = `The drawings couldn't be loaded: the server of ${url} responded with status ${response.status}.`;
    throw new Alt2imgError("elements/drawings", message);
  }
  const bitmap = await createImageBitmap(await response.blob(), { colorSpaceConversion: "none" });
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  const count = COLUMNS * (bitmap.height / SIDE);
  const pixels = new Uint8ClampedArray(count * SIDE * SIDE * 4);
  for (let i = 0; i < count; i++) {
    const [left, top] = [(i % COLUMNS) * SIDE, Math.floor(i / COLUMNS) * SIDE];
    pixels.set(context.getImageData(left, top, SIDE, SIDE).data, i * SIDE * SIDE * 4);
  }
  return pixels;
}

/** The drawings of a set as a tensor `[images, 3, height, width]` from −1 to 1. */
export async function tensorOf(set: SetName): Promise<Tensor> {
  return toTensor(await picturesOf(set), SIDE, SIDE);
}

/** One of a set's drawings. */
export function drawingAt(pixels: Uint8ClampedArray, index: number): RasterImage {
  const size = 4 * SIDE * SIDE;
  return { width: SIDE, height: SIDE, data: pixels.subarray(index * size, (index + 1) * size) };
}

/** Some items of a tensor, by their indices. */
export function select({ dims, data }: Tensor, indices: readonly number[]): Tensor {
  const [, ...item] = dims;
  const size = item.reduce((product, length) => product * length, 1);
  const selected = new Float32Array(indices.length * size);
  for (const [to, from] of indices.entries()) selected.set(data.subarray(from * size, (from + 1) * size), to * size);
  return { dims: [indices.length, ...item], data: selected };
}
