import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import {
  addNoise,
  type Denoiser,
  type Level,
  type LocalDenoiser,
  levelAt,
  localDenoiser,
  sampleEuler,
} from "@alt2img/diffusion";
import { toPicture } from "../diffusion/pixels.js";
import { scheduleFor } from "../diffusion/sampling-schedules.js";
import { nearestDrawing } from "../drawings/nearest-drawing.js";
import { patchWidths } from "./patch-widths.js";
import type { AttributionOrder, AttributionPicture, PixelSources } from "./tasks.js";

/** A picture, and how to ask where its pixels come from. */
export type Drawn = Omit<AttributionPicture, "run"> & {
  sourcesOf(row: number, column: number): PixelSources;
};

const MOST_SOURCES = 6;

/**
 * Draws by the exact denoiser that sees only patches, from noise that a seed gives. The last step ends without noise, so the picture is
 * that step's guess: each pixel is the mean of its sources.
 *
 * @param all the drawings that it is made of: `[drawings, 3, height, width]`
 * @param names what each of them is called
 */
export async function draw(
  { patch, seed, steps }: Omit<AttributionOrder, "set">,
  all: Tensor,
  names: readonly string[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<Drawn> {
  const denoise: LocalDenoiser = localDenoiser(all, { patch: patchWidths(patch) });
  const schedule = scheduleFor("karras", steps, "vp");
  const dims = all.dims.slice(1);
  const size = dims.reduce((product, length) => product * length, 1);
  let last: { x: Tensor; level: Level; denoised: Tensor } | undefined;
  const listening: Denoiser = async (x, level, stop) => {
    // A timer lets messages in, such as one that stops this.
    await new Promise((resolve) => setTimeout(resolve));
    stop?.throwIfAborted();
    const denoised = await denoise(x, level, stop);
    last = { x, level, denoised };
    return denoised;
  };
  const noise = { dims, data: createGenerator(seed).randn(size) };
  const start = addNoise({ dims, data: new Float32Array(size) }, noise, levelAt(schedule, 0));
  for await (const _ of sampleEuler(listening, start, schedule, { signal }));
  const { x, level, denoised } = last!;
  const nearest = nearestDrawing(denoised, all);
  return {
    image: toPicture(denoised),
    nearest: { ...nearest, name: names[nearest.drawing]! },
    sourcesOf(row, column) {
      const sources = denoise.sourcesOf(x, level, { row, column });
      const named = sources.slice(0, MOST_SOURCES).map((source) => ({ ...source, name: names[source.image]! }));
      return { sources: named, count: sources.length };
    },
  };
}
