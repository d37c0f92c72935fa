import { readFile } from "node:fs/promises";
import type { Clip } from "@alt2img/clip";
import type { RasterImage } from "@alt2img/core";
import { exactSearch } from "@alt2img/dataset/search";
import { openTrainedOn } from "@alt2img/dataset/trained-on";
import type { DrawnPrompt, Painter, TracedPicture, TracedPictures, TrainingImage } from "@alt2img/report";
import type { TinyTrainingSet, TrainingRow } from "@alt2img/tiny/training-set";
import { diffusionName } from "../../report/draw-prompt.js";
import { clipName } from "../../report/report-scores.js";
import { findTinyWorld } from "../../tiny/find-tiny-world.js";
import type { DemoRun } from "../demo-run.js";
import { readJson, writeJson } from "../json-file.js";
import { leftOut } from "../left-out.js";
import type { Stage } from "../stage.js";
import { pngUrl } from "../thumbnail.js";

const SHOWN = 6;
/** Training images whose looks are compared, the nearest ones of the embedding. */
const COMPARED = 50;
const SHARD = "0";

type Image = typeof import("@alt2img/image");

/** Finds the training images that the drawn pictures are like, and says whether they are copies. */
export function trainedOnStage(run: DemoRun): Stage {
  const { flags, path, signal, isTinyDiffusion } = run;
  return {
    name: "trained-on",
    title: "What it was trained on",
    inputs: [
      path("drawing.json"),
      path("drawing.png"),
      path("drawing-memorising.png"),
      path("drawing-recombining.png"),
    ],
    settings: { model: flags.model },
    outputs: ["trained-on.json"],
    leftOut: isTinyDiffusion ? undefined : leftOut.training(diffusionName(flags.model)),
    async run(onProgress) {
      const { trainingSet } = findTinyWorld(run.onProgress);
      const image = await run.packages.load("@alt2img/image");
      const clip = await run.tinyClip();
      const embeddings = await readTrainingEmbeddings(trainingSet, signal, (done, total) =>
        onProgress({ stage: "trained-on", done, total, unit: "images" }),
      );
      const drawing = (await readJson<DrawnPrompt>(path("drawing.json")))!;
      const pictures: TracedPicture[] = [];
      for (const { painter } of drawing.strips) {
        const drawn = await image.decodeImage(await readFile(path(fileOf(painter))), { signal });
        pictures.push(await traced(painter, drawn, embeddings, { trainingSet, image, clip, signal }));
      }
      const result: TracedPictures = { model: clipName("tiny"), images: embeddings.rows.length, pictures };
      await writeJson(path("trained-on.json"), result, signal);
      return pictures.map(({ painter, verdict }) => `${painter}: ${ANSWERS[verdict]}`).join("; ");
    },
  };
}

const fileOf = (painter: Painter): string => (painter === "network" ? "drawing.png" : `drawing-${painter}.png`);

const ANSWERS = { yes: "a copy", unclear: "perhaps a copy", no: "no sign of a copy" } as const;

/** `rows[i]` is the training set's row of the `i`th embedding. */
type TrainingEmbeddings = { readonly rows: readonly number[]; readonly dimension: number; readonly data: Float32Array };

/** Of the images that the models have seen. */
async function readTrainingEmbeddings(
  trainingSet: TinyTrainingSet,
  signal: AbortSignal,
  onRead: (done: number, total: number) => void,
): Promise<TrainingEmbeddings> {
  const total = await trainingSet.rowCount({ signal });
  const rows: number[] = [];
  const parts: Float32Array[] = [];
  let done = 0;
  for await (const { id, split, embedding } of trainingSet.rows({ columns: ["id", "split", "embedding"], signal })) {
    onRead(++done, total);
    if (split !== "train" || embedding === null) continue;
    rows.push(id);
    parts.push(Float32Array.from(embedding));
  }
  const dimension = parts[0]?.length ?? 0;
  const data = new Float32Array(rows.length * dimension);
  for (const [i, part] of parts.entries()) data.set(part, i * dimension);
  return { rows, dimension, data };
}

async function traced(
  painter: Painter,
  drawn: RasterImage,
  { rows, dimension, data }: TrainingEmbeddings,
  context: { trainingSet: TinyTrainingSet; image: Image; clip: Clip; signal: AbortSignal },
): Promise<TracedPicture> {
  const { trainingSet, image, clip, signal } = context;
  const index = exactSearch([{ name: SHARD, embeddings: { rows: rows.length, dimension, data } }], {
    imageEmbedder: clip,
  });
  const hits = await index.search({ image: drawn }, { k: COMPARED, signal });
  const known = [];
  const nearest: TrainingImage[] = [];
  for (const { row, similarity } of hits) {
    const training = await trainingSet.row(rows[row]!, { columns: COLUMNS, signal });
    const picture = await image.decodeImage(training.image, { signal });
    known.push({ shard: SHARD, row, phash: image.pHash(picture) });
    if (nearest.length < SHOWN)
      nearest.push({ ...trainingImage(training), similarity, dataUrl: pngUrl(picture, image) });
  }
  const { verdict, probability } = await (await openTrainedOn(known, { search: index }))({ image: drawn }, { signal });
  return { painter, dataUrl: pngUrl(drawn, image), verdict, probability, nearest };
}

const COLUMNS = ["id", "image", "captions", "weights", "author", "license"] as const;

function trainingImage({
  id,
  captions,
  weights,
  author,
  license,
}: Pick<TrainingRow, (typeof COLUMNS)[number]>): Omit<TrainingImage, "similarity" | "dataUrl"> {
  const order = captions.map((_, i) => i).sort((a, b) => weights[b]! - weights[a]!);
  return { row: id, captions: order.map((i) => captions[i]!), author, license };
}
