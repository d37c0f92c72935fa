import { Alt2imgError, type Embedding, type RasterImage } from "@alt2img/core";
import type { TrainingRow } from "@alt2img/tiny/training-set";
import { openNamed } from "../dataset/open-named.js";
import type { ModelRun } from "../models/run-with-packages.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";

/** The drawings of the tiny models' training set: all of them, or those of concepts that no model was trained on. */
export const tinyDrawings: readonly string[] = ["tiny", "tiny-heldout"];

/** A picture with its label, or its embedding by the tiny CLIP. */
export type LabelledImage = {
  readonly label: string;
  readonly picture: RasterImage | Embedding;
  /** Of the tiny world's drawings. */
  readonly drawing?: Drawing;
};

type Drawing = { readonly concept: string; readonly wasTrainedOn: boolean };

type ReadOptions = ModelRun & {
  /** Whether embeddings by the tiny CLIP are as good as pictures: the training set has them. */
  readonly isTiny: boolean;
  readonly onProblem: (message: string) => void;
};

/**
 * The images of a dataset that have a label in a column.
 *
 * @param source one of `tinyDrawings`, or a dataset with the pictures in it
 */
export async function* labelledImages(
  source: string,
  column: string,
  options: ReadOptions,
): AsyncGenerator<LabelledImage, void, undefined> {
  const { packages, signal, onProblem } = options;
  const { decodeImage } = await packages.load("@alt2img/image");
  const rows = tinyDrawings.includes(source) ? tinyRows(source, column, options) : datasetRows(source, column, signal);
  for await (const { label, file, embedding, drawing } of rows) {
    if (label === null || label === undefined) continue;
    const known = { label: String(label), ...(drawing && { drawing }) };
    if (embedding) yield { ...known, picture: Float32Array.from(embedding) };
    if (embedding || !(file instanceof Uint8Array)) continue;
    try {
      yield { ...known, picture: await decodeImage(file, { signal }) };
    } catch (error) {
      if (signal.aborted || !(error instanceof Alt2imgError)) throw error;
      onProblem(`A picture of ${source} with the label ${known.label}: ${error.message}`);
    }
  }
}

type Row = {
  readonly label: unknown;
  readonly file?: unknown;
  readonly embedding?: readonly number[] | null;
  readonly drawing?: Drawing;
};

async function* tinyRows(
  source: string,
  column: string,
  { isTiny, signal, onProgress }: ReadOptions,
): AsyncGenerator<Row> {
  const { trainingSet } = findTinyWorld(onProgress);
  const picture = isTiny ? "embedding" : "image";
  const columns = [...new Set([column as "concept", picture, "concept", "split"] as const)];
  for await (const row of trainingSet.rows({ columns, signal })) {
    const { concept, split, image: file, embedding }: Partial<TrainingRow> = row;
    const wasTrainedOn = split === "train";
    if (source === "tiny-heldout" && wasTrainedOn) continue;
    const label = (row as Readonly<Record<string, unknown>>)[column];
    yield { label, file, embedding: isTiny ? embedding : null, drawing: { concept: concept!, wasTrainedOn } };
  }
}

async function* datasetRows(source: string, column: string, signal: AbortSignal): AsyncGenerator<Row> {
  const dataset = await openNamed(source, signal);
  for await (const { row } of dataset.rows({ columns: [column, "image"], signal })) {
    yield { label: row[column], file: row["image"] };
  }
}
