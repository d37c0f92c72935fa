import type { Embedding, Tensor } from "@alt2img/core";
import { dot } from "../embed/normalize.js";
import type { Clip } from "../model/clip.js";

/** A number for each cell of the part of an image that the model sees, row by row from the upper left. Plain data. */
export type RegionMap = {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
};

/** How many cells an occlusion map has by default: each costs a pass through the vision model. */
const CELLS = { columns: 8, rows: 8 };

export type OcclusionGrid = { readonly columns: number; readonly rows: number };

/**
 * Covers each cell of an image in turn, with the image's mean colour, and scores the rest.
 *
 * @param pixelValues `[3, height, width]`
 * @returns what the cosine loses under each cover: positive if the text is about that part
 * @see Zeiler and Fergus 2014, §4.2, https://arxiv.org/abs/1311.2901
 */
export async function occlusionMap(
  clip: Pick<Clip, "embedPixels">,
  pixelValues: Tensor,
  text: Embedding,
  cosine: number,
  { grid = CELLS, signal }: { grid?: OcclusionGrid | undefined; signal?: AbortSignal | undefined } = {},
): Promise<RegionMap> {
  const { columns, rows } = grid;
  const values: number[] = [];
  // A row of cells at a time, to limit the copies of the picture in memory.
  for (let row = 0; row < rows; row++) {
    const covered = Array.from({ length: columns }, (_, column) => cover(pixelValues, grid, column, row));
    const [channels, height, width] = pixelValues.dims as [number, number, number];
    const data = new Float32Array(columns * pixelValues.data.length);
    for (const [i, each] of covered.entries()) data.set(each, i * each.length);
    const { embeddings } = await clip.embedPixels({ dims: [columns, channels, height, width], data }, { signal });
    values.push(...embeddings.map((embedding) => cosine - dot(embedding, text)));
  }
  return { columns, rows, values };
}

function cover({ dims, data }: Tensor, { columns, rows }: OcclusionGrid, column: number, row: number): Float32Array {
  const [channels, height, width] = dims as [number, number, number];
  const covered = data.slice();
  const edge = (cell: number, cells: number, size: number): number => Math.round((cell * size) / cells);
  const [left, right] = [edge(column, columns, width), edge(column + 1, columns, width)];
  for (let channel = 0; channel < channels; channel++) {
    const plane = data.subarray(channel * height * width, (channel + 1) * height * width);
    const mean = plane.reduce((sum, value) => sum + value, 0) / plane.length;
    for (let y = edge(row, rows, height); y < edge(row + 1, rows, height); y++) {
      covered.fill(mean, (channel * height + y) * width + left, (channel * height + y) * width + right);
    }
  }
  return covered;
}
