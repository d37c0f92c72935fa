import { Alt2imgError, type OnProgress } from "@alt2img/core";
import type { Dataset } from "@alt2img/dataset/store";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { TINY_TRAINING_SET } from "../dataset/tiny-training-set.js";
import { once } from "../worker/once.js";
import { levelsOf, type PairMap, shortened } from "./lay-out-pairs.js";

/** The map that it comes with, and its small pictures decoded. */
const opened = once(async () => {
  const { positions, sheet, across, side } = await tinyTrainingSet.map();
  try {
    const pictures = await createImageBitmap(new Blob([new Uint8Array(sheet)], { type: "image/webp" }));
    return { positions, pictures, across, side };
  } catch (cause) {
    throw new Alt2imgError("elements/picture", "The small pictures of the training set can’t be decoded.", { cause });
  }
});

/** The map that the training set comes with: of all drawings, and computed long ago. */
export async function mapOfTrainingSet(
  dataset: Dataset,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<PairMap> {
  const { positions } = await opened(TINY_TRAINING_SET);
  const total = dataset.rowCount;
  const texts: string[] = [];
  for await (const { row } of dataset.rows({ columns: ["TEXT"], signal })) {
    texts.push(shortened(row["TEXT"]));
    if (texts.length % 1000 === 0) onProgress({ stage: "read", done: texts.length, total, unit: "records" });
  }
  return {
    positions: new Float32Array(positions),
    rows: Uint32Array.from(texts.keys()),
    texts,
    levels: levelsOf(positions),
    read: total,
    total,
  };
}

/** The drawings of rows, from the small picture of all of them. */
export async function thumbnailsOfTrainingSet(rows: readonly number[]): Promise<ImageBitmap[]> {
  const { pictures, across, side } = await opened(TINY_TRAINING_SET);
  return Promise.all(
    rows.map((row) => createImageBitmap(pictures, (row % across) * side, Math.floor(row / across) * side, side, side)),
  );
}
