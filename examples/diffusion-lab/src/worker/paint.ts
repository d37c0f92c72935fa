import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import type { TaskOptions } from "@alt2img/core/worker";
import {
  addNoise,
  type Denoiser,
  gaussianNoise,
  guide,
  type Level,
  type LocalDenoiser,
  levelAt,
  localDenoiser,
  type OptimalDenoiser,
  optimalDenoiser,
  pairOf,
  type SamplerStep,
  samplers,
} from "@alt2img/diffusion";
import {
  formOfSampler,
  indicesOf,
  nearestDrawing,
  noiseIn,
  noisePicture,
  noisyPicture,
  patchWidths,
  scheduleFor,
  select,
  tensorOf,
  toPicture,
} from "@alt2img/elements/diffusion";
import type { Formula, FormulaOrder, Part, PixelAnswer, PixelQuestion } from "./protocol.js";

/** What a step's guess was made from. */
type Asked = { readonly x: Tensor; readonly level: Level };

/** The last run of a formula, for questions about its pixels. */
type Run = {
  readonly denoise: OptimalDenoiser | LocalDenoiser;
  /** The indices in the set of the drawings that it draws from. */
  readonly images: readonly number[];
  readonly asked: Asked[];
};

const runs = new Map<Formula, Run>();
const MOST_SOURCES = 6;

/** Both formulas from the same noise, step by step in turn. */
export async function paint(order: FormulaOrder, options: TaskOptions<Part>): Promise<undefined> {
  const { set, kind, guidance, patch } = order;
  const all = await tensorOf(set);
  const images = indicesOf(set, kind);
  const wanted = select(all, images);
  const local = { patch: patchWidths(patch) };
  const pairs = {
    optimal: [optimalDenoiser(wanted), optimalDenoiser(all)],
    local: [localDenoiser(wanted, local), localDenoiser(all, local)],
  } as const;
  const loops = (["optimal", "local"] as const).map((painter) => {
    const [denoise, unconditional] = pairs[painter];
    const run: Run = { denoise, images, asked: [] };
    runs.set(painter, run);
    const guided = kind === "" ? denoise : guide(pairOf(denoise, unconditional), { scale: guidance });
    return paintWith(painter, guided, run, all, order, options);
  });
  let going = loops;
  while (going.length > 0) {
    const started = performance.now();
    const turns = await Promise.all(going.map((loop) => loop.next()));
    going = going.filter((_, i) => turns[i]!.done !== true);
    // A timer lets the page's messages in, such as one that stops this.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, order.pace - (performance.now() - started))));
    options.signal.throwIfAborted();
  }
}

async function* paintWith(
  painter: Formula,
  denoise: Denoiser,
  { asked }: Run,
  all: Tensor,
  { sampler: name, schedule: scheduleName, steps, seed, start }: FormulaOrder,
  { signal, onPart }: TaskOptions<Part>,
): AsyncGenerator<void, void, void> {
  const { sample } = samplers.find((each) => each.name === name)!;
  const schedule = scheduleFor(scheduleName, steps, formOfSampler(name));
  const first = levelAt(schedule, 0);
  const nothing = { dims: start.dims, data: start.data.map(() => 0) };
  const calls: (Asked & { denoised: Tensor })[] = [];
  let count = 0;
  const listening: Denoiser = async (x, level, stop) => {
    const denoised = await denoise(x, level, stop);
    calls.push({ x, level, denoised });
    count++;
    return denoised;
  };
  let last: SamplerStep | undefined;
  // Not the numbers of the start: those are drawn from the seed itself.
  const noise = gaussianNoise(createGenerator(seed + 1));
  for await (const step of sample(listening, addNoise(nothing, start, first), schedule, { signal, noise })) {
    last = step;
    const call = calls.find(({ denoised }) => denoised === step.denoised) ?? calls[0]!;
    calls.length = 0;
    asked.push(call);
    const { x, level } = call;
    onPart({
      type: "step",
      step: {
        painter,
        index: step.index,
        sigma: level.sigma,
        noisy: noisyPicture(x, level),
        denoised: toPicture(step.denoised),
        noise: noisePicture(noiseIn(x, step.denoised, level)),
      },
    });
    yield;
  }
  if (last === undefined) return;
  onPart({
    type: "finished",
    finished: {
      painter,
      sampler: name,
      steps: asked.length,
      calls: count,
      nearest: nearestDrawing(last.denoised, all),
    },
  });
}

/** Where a pixel of the last run comes from; nothing if there is no such step. */
export async function sourcesOf({ painter, step, row, column }: PixelQuestion): Promise<PixelAnswer | undefined> {
  const run = runs.get(painter);
  const asked = run?.asked[step];
  if (run === undefined || asked === undefined) return undefined;
  const { denoise, images } = run;
  const { x, level } = asked;
  const sources =
    "sourcesOf" in denoise
      ? denoise.sourcesOf(x, level, { row, column })
      : Array.from(denoise.weights(x, level).data, (weight, image) => ({ image, row, column, weight }))
          .filter(({ weight }) => weight > 0)
          .sort((one, other) => other.weight - one.weight);
  return {
    sources: sources.slice(0, MOST_SOURCES).map((source) => ({ ...source, image: images[source.image]! })),
    count: sources.length,
  };
}
