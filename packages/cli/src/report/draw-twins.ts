import { biasGrid, type DrawImage } from "@alt2img/bias/grid";
import type { RasterImage } from "@alt2img/core";
import type { TextToImage } from "@alt2img/diffusion/text-to-image";
import type { ComparedTwins, TwinPrompt } from "@alt2img/report";
import type { TinyTrainingSet } from "@alt2img/tiny/training-set";
import { drawImage } from "../diffusion/draw-image.js";
import { diffusionModel, usualSettings } from "../diffusion/model-help.js";
import { findModelPackages } from "../models/model-packages.js";
import { openModel } from "../models/model-source.js";
import { ownError } from "../models/own-error.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";
import type { DrawingSettings, DrawPromptOptions } from "./draw-prompt.js";

const STEPS = 20;
const SEEDS = 5;
/** Of those whose captions differ, some of which people are recognised by eye. */
const PROMPTS = ["office worker", "pilot", "detective", "farmer"];
const MODELS = { tiny: "Even data", twin: "Skewed data" } as const;

/** Pictures of both twins as a report shows them, and all of them as one PNG: a row for each occupation and model. */
export type DrawnTwins = { twins: ComparedTwins; sheet: Uint8Array };

/**
 * Draws some occupations with the tiny Stable Diffusion and with its twin, from the same seeds: `seed` and those that follow it.
 *
 * @throws Alt2imgError `cli/fetch`, `cli/model`
 */
export async function drawTwins({
  signal,
  onProgress,
  print,
  seed: first = 1,
  device = "auto",
}: DrawPromptOptions & Pick<DrawingSettings, "seed" | "device">): Promise<DrawnTwins> {
  const seeds = Array.from({ length: SEEDS }, (_, i) => first + i);
  const opened: TextToImage[] = [];
  try {
    const needs = ["@alt2img/diffusion/text-to-image", "@alt2img/image", "@alt2img/onnx"] as const;
    const packages = await findModelPackages(print, signal, needs);
    const { loadTextToImage } = await packages.load("@alt2img/diffusion/text-to-image");
    const { encodePng, grid: gridOf } = await packages.load("@alt2img/image");
    const models: Record<string, DrawImage> = {};
    for (const name of Object.keys(MODELS)) {
      const { folder, source } = await openModel(name, packages, diffusionModel, { signal, onProgress });
      const model = await loadTextToImage(folder, { session: { device }, signal });
      opened.push(model);
      models[name] = (prompt, { seed, signal }) =>
        drawImage(model, prompt, { seed, steps: STEPS, guidanceScale: usualSettings(source).guidance, signal });
    }
    const women = await sharesOfWomen(findTinyWorld(onProgress).trainingSet, signal);
    const pictures = new Map<string, RasterImage[]>();
    const grid = { prompts: "{occupation}", axes: { occupation: PROMPTS }, models, seeds };
    const report: typeof onProgress = (progress) => onProgress?.({ ...progress, stage: "twins" });
    for await (const { model, prompt, image } of biasGrid(grid, { signal, onProgress: report })) {
      const key = `${model} ${prompt}`;
      pictures.set(key, [...(pictures.get(key) ?? []), image]);
    }
    const drawnBy = (model: keyof typeof MODELS, prompt: string): RasterImage[] => pictures.get(`${model} ${prompt}`)!;
    const dataUrls = (images: readonly RasterImage[]): string[] =>
      images.map((image) => `data:image/png;base64,${Buffer.from(encodePng(image)).toString("base64")}`);
    const prompts = PROMPTS.map(
      (prompt): TwinPrompt => ({
        prompt,
        women: women.get(prompt)!,
        pictures: [dataUrls(drawnBy("tiny", prompt)), dataUrls(drawnBy("twin", prompt))],
      }),
    );
    const sheet = PROMPTS.flatMap((prompt) => [...drawnBy("tiny", prompt), ...drawnBy("twin", prompt)]);
    return {
      twins: { models: [MODELS.tiny, MODELS.twin], seeds, steps: STEPS, prompts },
      sheet: encodePng(gridOf(sheet, { columns: SEEDS, gap: 4 })),
    };
  } catch (error) {
    throw ownError(error);
  } finally {
    await Promise.all(opened.map((model) => model.close()));
  }
}

/** Of the mass of each occupation's bare name as a caption, the share of women among women and men: in the even and the skewed data. */
export async function sharesOfWomen(
  trainingSet: Pick<TinyTrainingSet, "rows">,
  signal?: AbortSignal,
): Promise<Map<string, [number, number]>> {
  const masses = new Map<string, { women: [number, number]; all: [number, number] }>();
  const columns = ["profession", "gender", "captions", "weights", "weights_skewed"] as const;
  for await (const row of trainingSet.rows({ columns, ...(signal && { signal }) })) {
    const { profession, gender, captions, weights, weights_skewed: skewed } = row;
    if (profession === null || gender === null) continue;
    const mass = masses.get(profession) ?? { women: [0, 0], all: [0, 0] };
    masses.set(profession, mass);
    for (const [i, caption] of captions.entries()) {
      if (caption !== profession) continue;
      for (const [which, weight] of [weights[i]!, skewed[i]!].entries()) {
        mass.all[which as 0 | 1] += weight;
        if (gender === "woman") mass.women[which as 0 | 1] += weight;
      }
    }
  }
  return new Map([...masses].map(([name, { women, all }]) => [name, [women[0] / all[0], women[1] / all[1]]]));
}
