import { basename } from "node:path";
import type { OnProgress, RasterImage, Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import type { Denoiser } from "@alt2img/diffusion";
import type { ModelFiles } from "@alt2img/onnx";
import type { DrawnPrompt, DrawnStrip, Painter } from "@alt2img/report";
import { diffusionModel, usualSettings } from "../diffusion/model-help.js";
import type { DeviceFlags } from "../models/device-option.js";
import { findModelPackages, type ModelPackages } from "../models/model-packages.js";
import { modelSource, openModel } from "../models/model-source.js";
import { ownError } from "../models/own-error.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";
import { drawingsFor, type KnownDrawing, SIDE } from "./known-drawings.js";

export type DrawPromptOptions = {
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Called with a sentence before something is fetched. */
  print: (line: string) => void;
};

export type DrawingSettings = Partial<DeviceFlags> & {
  /** By default the tiny Stable Diffusion. With another one, only the network draws, since nobody knows its training set. */
  model?: string | undefined;
  /** Default 1. */
  seed?: number | undefined;
};

/** A prompt that was drawn, as a report shows it, and as pictures. */
export type DrawnPictures = {
  drawing: DrawnPrompt;
  /** `drawing.png` and `drawing-steps.png`. */
  files: Map<string, Uint8Array>;
  /** What each painter has drawn in the end. */
  results: Map<Painter, RasterImage>;
};

const STEPS = 20;
/** How many steps the report shows of each painter. */
const SHOWN = 8;
/** A larger picture is made smaller for the report, in pixels on each side. */
const MOST_PIXELS = 256;

type Guessed = { readonly step: number; readonly picture: RasterImage };
type Step = () => void;

/**
 * Draws a prompt with a Stable Diffusion and, if it is one of the tiny ones, from the same seed with the two formulas over the
 * drawings that have the prompt for a caption.
 *
 * @throws Alt2imgError `cli/fetch`, `cli/model`, `cli/usage` for a model that can't be
 */
export async function drawPrompt(
  prompt: string,
  { signal, onProgress, print, model = "tiny", seed = 1, device = "auto" }: DrawPromptOptions & DrawingSettings,
): Promise<DrawnPictures> {
  try {
    const needs = [
      "@alt2img/diffusion",
      "@alt2img/diffusion/text-to-image",
      "@alt2img/image",
      "@alt2img/onnx",
    ] as const;
    const packages = await findModelPackages(print, signal, needs);
    const image = await packages.load("@alt2img/image");
    const { source, folder } = await openModel(model, packages, diffusionModel, { signal, onProgress });
    const isTiny = source.kind === "tiny";
    const known = isTiny ? await drawingsFor(prompt, findTinyWorld(onProgress).trainingSet, image, signal) : [];
    const total = STEPS * (known.length === 0 ? 1 : 3);
    let done = 0;
    const onStep: Step = () => onProgress?.({ stage: "denoise", done: Math.min(++done, total), total, unit: "steps" });
    const guidanceScale = usualSettings(source).guidance;
    const network = await withNetwork(prompt, packages, folder, { seed, device, guidanceScale, signal, onStep });
    const guesses: [Painter, Guessed[]][] = [["network", network]];
    if (known.length > 0) guesses.push(...(await withFormulas(known, packages, { seed, onStep, signal })));

    const dataUrl = async (picture: RasterImage): Promise<string> =>
      `data:image/png;base64,${Buffer.from(image.encodePng(smaller(picture, image))).toString("base64")}`;
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
    const drawing: DrawnPrompt = {
      ...{ prompt, model: diffusionName(model), seed, steps: STEPS, strips },
      ...(isTiny && { known: known.length }),
    };
    return { drawing, files, results: new Map(guesses.map(([painter, steps]) => [painter, steps.at(-1)!.picture])) };
  } catch (error) {
    throw ownError(error);
  }
}

/** What a report calls a model that draws. */
export function diffusionName(model: string): string {
  if (model === "tiny") return "the tiny Stable Diffusion";
  if (model === "twin") return "the skewed twin of the tiny Stable Diffusion";
  if (model === "lcm") return "the four-step version of the tiny Stable Diffusion";
  const source = modelSource(model, diffusionModel);
  return source.kind === "folder" ? `the model in ${basename(source.path)}` : model;
}

function smaller(picture: RasterImage, { resize }: typeof import("@alt2img/image")): RasterImage {
  const factor = MOST_PIXELS / Math.max(picture.width, picture.height);
  if (factor >= 1) return picture;
  const side = (pixels: number): number => Math.max(1, Math.round(pixels * factor));
  return resize(picture, { width: side(picture.width), height: side(picture.height) });
}

async function withNetwork(
  prompt: string,
  packages: ModelPackages,
  folder: ModelFiles,
  options: Required<Pick<DrawingSettings, "seed" | "device">> & {
    guidanceScale: number | undefined;
    signal: AbortSignal | undefined;
    onStep: Step;
  },
): Promise<Guessed[]> {
  const { seed, device, guidanceScale, signal, onStep } = options;
  const { loadTextToImage } = await packages.load("@alt2img/diffusion/text-to-image");
  const model = await loadTextToImage(folder, { session: { device }, signal });
  const steps: Guessed[] = [];
  // A guess goes through the decoder, which takes long with a large model.
  const shown = new Set(Array.from({ length: SHOWN }, (_, i) => shownAt(i, STEPS)));
  let last = 0;
  try {
    for await (const event of model.generate(prompt, { steps: STEPS, guidanceScale, seed, signal })) {
      if (event.type === "image") {
        if (steps.at(-1)?.step !== last) steps.push({ step: last, picture: event.image });
        break;
      }
      last = event.index + 1;
      if (shown.has(event.index)) steps.push({ step: last, picture: await event.preview() });
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
  { seed, onStep, signal }: { seed: number; onStep: Step; signal: AbortSignal | undefined },
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
  const noise: Tensor = { dims: nothing.dims, data: createGenerator(seed).randn(size) };
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
  return Array.from({ length: SHOWN }, (_, i) => steps[shownAt(i, steps.length)]!);
}

/** The index of the `i`th of the steps that are shown. */
const shownAt = (i: number, count: number): number => Math.round((i / (SHOWN - 1)) * (count - 1));

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
