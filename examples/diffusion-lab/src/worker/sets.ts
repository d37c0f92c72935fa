import type { Tensor } from "@alt2img/core";
import animals from "../../samples/animals.webp?url";
import faces from "../../samples/faces.webp?url";
import food from "../../samples/food.webp?url";
import { toTensor } from "../pixels.js";
import { COLUMNS, type SetName, SIDE, sampleSets } from "../samples.js";

const urls: Readonly<Record<SetName, string>> = { animals, faces, food };

const opened = new Map<SetName, Promise<Uint8ClampedArray>>();

/** The drawings of a set, one after another: RGBA. They are fetched once. */
export function picturesOf(set: SetName): Promise<Uint8ClampedArray> {
  const known = opened.get(set);
  if (known !== undefined) return known;
  const opening = readSheet(urls[set], sampleSets[set].names.length);
  opened.set(set, opening);
  opening.catch(() => opened.delete(set));
  return opening;
}

async function readSheet(url: string, count: number): Promise<Uint8ClampedArray> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`The drawings couldn't be loaded: the server responded with status ${response.status}.`);
  const bitmap = await createImageBitmap(await response.blob(), { colorSpaceConversion: "none" });
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
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

/** The indices of the drawings of a kind; all of them for `""`. */
export function indicesOf(set: SetName, kind: string): number[] {
  const { kindOf } = sampleSets[set];
  return [...kindOf.keys()].filter((i) => kind === "" || kindOf[i] === kind);
}

/** Some items of a tensor, by their indices. */
export function select({ dims, data }: Tensor, indices: readonly number[]): Tensor {
  const [, ...item] = dims;
  const size = item.reduce((product, length) => product * length, 1);
  const selected = new Float32Array(indices.length * size);
  for (const [to, from] of indices.entries()) selected.set(data.subarray(from * size, (from + 1) * size), to * size);
  return { dims: [indices.length, ...item], data: selected };
}
