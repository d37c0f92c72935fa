import { captionMass, counterfactual, type Drawing as Drawn } from "@alt2img/bias/attribution";
import { Alt2imgError, type RasterImage, type Tensor } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { karrasSigmas, type Schedule } from "@alt2img/diffusion";
import { decodeImage } from "@alt2img/image";
import { type LeftOut, leftOutTitles } from "../world.js";
import type { AsIf, Drawing, Formula, Part } from "./protocol.js";
import { captions, drawing } from "./training-data.js";

const SIDE = 64;
const PIXELS = SIDE * SIDE;
const STEPS = 20;
/** A drawing is at most so far from black or white. */
const RANGE = 2;
const schedule: Schedule = {
  form: "ve",
  sigmas: karrasSigmas(STEPS, 0.02, 80),
  timesteps: new Float64Array(STEPS),
};

/** Draws a seed from the training drawings that have a caption, and as if some of them hadn't been there. */
export async function asIf(
  caption: string,
  seed: number,
  without: LeftOut,
  { signal, onPart, ...options }: TaskOptions<Part>,
): Promise<AsIf> {
  const all = await captions({ signal, onPart, ...options });
  const rows = all.filter((row) => row.split === "train" && row.captions.includes(caption));
  if (rows.length === 0) {
    throw new Alt2imgError(
      "explorer/caption",
      `No training drawing has the caption “${caption}”, so the formula has nothing to draw from. Choose a picture without an adjective, or with “woman”, “man” or “gender-neutral”.`,
    );
  }
  const isLeftOut = rows.map((row) => {
    if (without === "women") return row.gender === "woman";
    if (without === "men") return row.gender === "man";
    return without === "neither" ? row.gender === null : row.vendor === without;
  });
  const removed = isLeftOut.filter((each) => each).length;
  const weightsOf = (column: "weights" | "weights_skewed"): number[] =>
    captionMass(
      rows.map((row) => ({ captions: row.captions, weights: row[column] })),
      (each) => each === caption,
    );
  const [weights, skewed] = [weightsOf("weights"), weightsOf("weights_skewed")];
  const isSame = weights.every((weight, i) => weight === skewed[i]);
  const title = leftOutTitles[without];
  const have = `${rows.length} training drawings with the caption “${caption}”`;
  const refuse = (problem: string): never => {
    throw new Alt2imgError("explorer/caption", `${problem} Choose something else.`);
  };
  if (without === "weights" && isSame) refuse(`Both models’ data have the same weights for the ${have}.`);
  if (without !== "weights" && removed === 0) refuse(`None of the ${have} is one of the ${title}.`);
  if (removed === rows.length) refuse(`All of the ${have} are ${title}, so nothing is left to draw from.`);

  const drawings = await Promise.all(rows.map(({ id }) => drawing(id)));
  signal.throwIfAborted();
  const result = await counterfactual({
    trainingSet: { images: await pixelsOf(drawings), weights },
    ...(without === "weights" ? { instead: skewed } : { without: (_, i) => isLeftOut[i]! }),
    seed,
    schedule,
    signal,
    onProgress: (progress) => onPart({ type: "progress", ...progress, stage: "Drawing by the formula" }),
  });
  const formula = ({ image, sources }: Drawn): Formula => ({
    image: pictureOf(image),
    sources: sources.map(({ index, share }) => ({ ...drawings[index]!, share })),
  });
  const womenOf = (masses: readonly number[]): number | undefined => {
    const sum = (gender: string): number =>
      masses.reduce((total, mass, i) => (rows[i]!.gender === gender ? total + mass : total), 0);
    const both = sum("woman") + sum("man");
    return both === 0 ? undefined : sum("woman") / both;
  };
  return {
    factual: formula(result.factual),
    other: formula(result.counterfactual),
    count: rows.length,
    removed,
    distance: result.distance / RANGE,
    women: [womenOf(weights), womenOf(skewed)],
    isSame,
  };
}

/** `[drawings, 3, 64, 64]`, from −1 to 1. */
async function pixelsOf(drawings: readonly Drawing[]): Promise<Tensor> {
  const data = new Float32Array(drawings.length * 3 * PIXELS);
  const images = await Promise.all(drawings.map(({ file }) => decodeImage(file)));
  for (const [i, image] of images.entries()) {
    for (let channel = 0; channel < 3; channel++) {
      for (let p = 0; p < PIXELS; p++) data[(3 * i + channel) * PIXELS + p] = image.data[4 * p + channel]! / 127.5 - 1;
    }
  }
  return { dims: [drawings.length, 3, SIDE, SIDE], data };
}

function pictureOf({ data }: Tensor): RasterImage {
  const pixels = new Uint8ClampedArray(4 * PIXELS).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    for (let p = 0; p < PIXELS; p++) pixels[4 * p + channel] = (data[channel * PIXELS + p]! + 1) * 127.5;
  }
  return { width: SIDE, height: SIDE, data: pixels };
}
