import type { OnProgress, RasterImage, Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import type { Denoiser } from "@alt2img/diffusion";
import type { DrawnPrompt, DrawnStrip, Painter } from "@alt2img/report";
import { diffusionModel } from "../diffusion/model-help.js";
import { findModelPackages, type ModelPackages } from "../models/model-packages.js";
import { openModel } from "../models/model-source.js";
import { ownError } from "../models/own-error.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";
import { drawingsFor, type KnownDrawing, SIDE } from "./known-drawings.js";

export type DrawPromptOptions = {
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Called with a sentence before something is fetched. */
  print: (line: string) => void;
};

const STEPS = 20;
const GUIDANCE = 2.5;
const SEED = 1;
/** How many steps the report shows of each painter. */
const SHOWN = 8;

type Guessed = { readonly step: number; readonly picture: RasterImage };
type Step = () => void;

/**
 * Draws a prompt with the tiny Stable Diffusion and, from the same seed, with the two formulas over the drawings that have the
 * prompt for a caption.
 *
 * @returns what the report shows, and the pictures as files by their names
 * @throws Alt2imgError `cli/fetch`, `cli/model`
 */
export async function drawPrompt(
  prompt: string,
  { signal, onProgress, print }: DrawPromptOptions,
): Promise<{ drawing: DrawnPrompt; files: Map<string, Uint8Array> }> {
  try {
    const needs = [
      "@alt2img/diffusion",
      "@alt2img/diffusion/text-to-image",
      "@alt2img/image",
      "@alt2img/onnx",
    ] as const;
    const packages = await findModelPackages(print, signal, needs);
    const image = await packages.load("@alt2img/image");
    const { trainingSet } = findTinyWorld(onProgress);
    const known = await drawingsFor(prompt, trainingSet, image, signal);
    const total = STEPS * (known.length === 0 ? 1 : 3);
    let done = 0;
    const onStep: Step = () => onProgress?.({ stage: "denoise", done: ++done, total, unit: "steps" });
    const network = await withNetwork(prompt, packages, { signal, onProgress, onStep });
    const guesses: [Painter, Guessed[]][] = [["network", network]];
    if (known.length > 0) guesses.push(...(await withFormulas(known, packages, onStep, signal)));

    const dataUrl = async (picture: RasterImage): Promise<string> =>
      `data:image/png;base64,${Buffer.from(await image.encodePng(picture)).toString("base64")}`;
    const strips: DrawnStrip[] = [];
    for (const [painter, steps] of guesses) {
      const frames = await Promise.all(
        spread(steps).map(async ({ step, picture }) => ({ step, dataUrl: await dataUrl(picture) })),
      );
      const last = image.resize(steps.at(-1)!.picture, { width: SIDE, height: SIDE });
      const nearest = known.length === 0 ? undefined : nearestTo(last, known);
      strips.push({
        painter,
        frames,
        ...(nearest && {
          nearest: {
            name: nearest.name,
            difference: nearest.difference,
            dataUrl: await dataUrl(nearest.picture),
          },
        }),
      });
    }
    const sheet = guesses.flatMap(([, steps]) =>
      spread(steps).map(({ picture }) => image.resize(picture, { width: 64, height: 64, filter: "nearest" })),
    );
    const files = new Map([
      ["drawing.png", await image.encodePng(network.at(-1)!.picture)],
      ["drawing-steps.png", await image.encodePng(image.grid(sheet, { columns: SHOWN, gap: 4 }))],
    ]);
    const model = "the tiny Stable Diffusion";
    return { drawing: { prompt, model, seed: SEED, steps: STEPS, known: known.length, strips }, files };
  } catch (error) {
    throw ownError(error);
  }
}

async function withNetwork(
  prompt: string,
  packages: ModelPackages,
  { signal, onProgress, onStep }: Pick<DrawPromptOptions, "signal" | "onProgress"> & { onStep: Step },
): Promise<Guessed[]> {
  const { folder } = await openModel("tiny", packages, diffusionModel, { signal, onProgress });
  const { loadTextToImage } = await packages.load("@alt2img/diffusion/text-to-image");
  const model = await loadTextToImage(folder, { signal });
  const steps: Guessed[] = [];
  try {
    for await (const event of model.generate(prompt, { steps: STEPS, guidanceScale: GUIDANCE, seed: SEED, signal })) {
      if (event.type === "image") break;
      steps.push({ step: event.index + 1, picture: await event.preview() });
      onStep();
    }
  } finally {
    await model.close();
  }
  return steps;
}

async function withFormulas(
  known: readonly KnownDrawing[],
  packages: ModelPackages,
  onStep: Step,
  signal: AbortSignal | undefined,
): Promise<[Painter, Guessed[]][]> {
  const { addNoise, karrasSigmas, localDenoiser, optimalDenoiser, sampleEuler } =
    await packages.load("@alt2img/diffusion");
  const size = 3 * SIDE * SIDE;
  const data = new Float32Array(known.length * size);
  for (const [i, { values }] of known.entries()) data.set(values, i * size);
  const images: Tensor = { dims: [known.length, 3, SIDE, SIDE], data };
  const sigmas = karrasSigmas(STEPS, 0.02, 20);
  const schedule = { form: "ve" as const, sigmas, timesteps: sigmas.slice(0, -1) };
  const nothing: Tensor = { dims: [3, SIDE, SIDE], data: new Float32Array(size) };
  const noise: Tensor = { dims: nothing.dims, data: createGenerator(SEED).randn(size) };
  const start = addNoise(nothing, noise, { form: "ve", sigma: sigmas[0]! });
  const draw = async (denoise: Denoiser): Promise<Guessed[]> => {
    const steps: Guessed[] = [];
    for await (const { index, denoised } of sampleEuler(denoise, start, schedule, { signal })) {
      steps.push({ step: index + 1, picture: toPicture(denoised) });
      onStep();
    }
    return steps;
  };
  // As large as the picture while there is much noise, so that the outline is of one piece.
  const patch = (sigma: number): number => 2 * Math.floor(Math.min(2 * SIDE - 1, 3 + 6 * sigma) / 2) + 1;
  return [
    ["memorising", await draw(optimalDenoiser(images))],
    ["recombining", await draw(localDenoiser(images, { patch }))],
  ];
}

/** Some of the steps, evenly spread, from the first to the last. */
function spread(steps: readonly Guessed[]): Guessed[] {
  return Array.from({ length: SHOWN }, (_, i) => steps[Math.round((i / (SHOWN - 1)) * (steps.length - 1))]!);
}

function toPicture({ data }: Tensor): RasterImage {
  const area = SIDE * SIDE;
  const pixels = new Uint8ClampedArray(4 * area).fill(255);
  for (let i = 0; i < 3 * area; i++) pixels[4 * (i % area) + Math.floor(i / area)] = 127.5 * (1 + data[i]!);
  return { width: SIDE, height: SIDE, data: pixels };
}

/** The drawing with the least root mean square difference of the colours, which is a share of the range from black to white. */
function nearestTo(picture: RasterImage, known: readonly KnownDrawing[]): KnownDrawing & { difference: number } {
  const differences = known.map(({ picture: other }) => {
    let squares = 0;
    for (const [i, value] of picture.data.entries()) squares += ((value - other.data[i]!) / 255) ** 2;
    return Math.sqrt(squares / (3 * SIDE * SIDE));
  });
  const least = Math.min(...differences);
  return { ...known[differences.indexOf(least)]!, difference: least };
}
