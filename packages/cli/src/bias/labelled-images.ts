import type { RasterImage } from "@alt2img/core";
import { openNamed } from "../dataset/open-named.js";
import type { ModelRun } from "../models/run-with-packages.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";

const IMAGES_AT_ONCE = 32;

/** Some labelled images at once. */
export type LabelledImages = { readonly labels: readonly string[]; readonly images: readonly RasterImage[] };

/**
 * The images of a dataset that have a label in a column.
 *
 * @param source `tiny` for the drawings that the tiny models were trained on, or a dataset with the pictures in it
 */
export async function* labelledImages(
  source: string,
  column: string,
  { packages, signal, onProgress }: ModelRun,
): AsyncGenerator<LabelledImages, void, undefined> {
  const { decodeImage } = await packages.load("@alt2img/image");
  let labels: string[] = [];
  let images: RasterImage[] = [];
  for await (const row of source === "tiny" ? tinyRows(signal, onProgress) : datasetRows(source, column, signal)) {
    const [label, file] = [row[column], row["image"]];
    if (label === null || label === undefined || !(file instanceof Uint8Array)) continue;
    labels.push(String(label));
    images.push(await decodeImage(file, { signal }));
    if (images.length < IMAGES_AT_ONCE) continue;
    yield { labels, images };
    [labels, images] = [[], []];
  }
  if (images.length > 0) yield { labels, images };
}

type Row = Readonly<Record<string, unknown>>;

async function* tinyRows(signal: AbortSignal, onProgress: ModelRun["onProgress"]): AsyncGenerator<Row> {
  for await (const row of findTinyWorld(onProgress).trainingSet.rows({ signal })) yield row;
}

async function* datasetRows(source: string, column: string, signal: AbortSignal): AsyncGenerator<Row> {
  const dataset = await openNamed(source, signal);
  for await (const { row } of dataset.rows({ columns: [column, "image"], signal })) yield row;
}
