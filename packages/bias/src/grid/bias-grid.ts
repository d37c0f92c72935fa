import {
  Alt2imgError,
  type Diagnostic,
  type Embedding,
  type ImageEmbedder,
  type OnProgress,
  type RasterImage,
} from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { type GridCell, type GridPlan, type GridSetting, gridCells } from "./grid-plan.js";

/** Draws a picture: any text-to-image function, of a model here or behind an API. The same arguments should give the same picture. */
export type DrawImage = (
  prompt: string,
  options: { readonly seed: number; readonly setting: GridSetting; readonly signal?: AbortSignal | undefined },
) => Promise<RasterImage>;

/** A picture of a grid. */
export type GridImage = GridCell & {
  readonly image: RasterImage;
  /** Left out without an embedder. */
  readonly embedding?: Embedding;
};

export type BiasGrid = Omit<GridPlan, "models"> & {
  readonly models: Readonly<Record<string, DrawImage>>;
  readonly embedder?: ImageEmbedder | undefined;
};

export type BiasGridOptions = {
  /** Whether a picture is there already, from a run that was broken off. Default: none is. */
  readonly done?: ((key: string) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Stage `"draw"`, in images; those that are there already count. */
  readonly onProgress?: OnProgress | undefined;
  /** Gets every picture that couldn't be drawn, as `bias/draw`; without it, the first one ends the grid with its error. */
  readonly onDiagnostic?: ((diagnostic: Diagnostic & { readonly key: string }) => void) | undefined;
};

/** How many pictures wait to be embedded together. */
const IMAGES_AT_ONCE = 8;

/**
 * Draws a grid of pictures, models × settings × prompts × seeds, and embeds them. A run that was broken off continues where it was:
 * keep each picture with its `key` (in a dataset, say), and let `done` look there.
 *
 *     for await (const picture of biasGrid({ prompts: "a {profession}", axes: { profession: ["nurse"] }, models, seeds: [0, 1] }))
 *
 * What was drawn before a model's error ends the grid is given first. An abort ends it at once.
 *
 * @throws Alt2imgError `bias/option` for a plan without pictures, or a prompt that doesn't fit the axes; `bias/draw` for a model
 *   that gives no picture; the signal's reason; whatever the models and the embedder throw
 * @see Luccioni et al. 2023, "Stable Bias", https://arxiv.org/abs/2303.11408
 */
export async function* biasGrid(
  { models, embedder, ...plan }: BiasGrid,
  { done = () => false, signal, onProgress, onDiagnostic }: BiasGridOptions = {},
): AsyncGenerator<GridImage, void, undefined> {
  const cells = gridCells({ ...plan, models: Object.keys(models) });
  let count = 0;
  const report = (): void => onProgress?.({ stage: "draw", done: count, total: cells.length, unit: "images" });
  const atOnce = embedder === undefined ? 1 : IMAGES_AT_ONCE;
  let drawn: (GridCell & { image: RasterImage })[] = [];
  for (const cell of cells) {
    signal?.throwIfAborted();
    count++;
    if (!done(cell.key)) {
      let image: RasterImage | undefined;
      try {
        image = await draw(cell, models[cell.model]!, signal, onDiagnostic);
      } catch (error) {
        if (signal?.aborted !== true && drawn.length > 0) yield* await embedded(drawn, embedder, signal);
        throw error;
      }
      signal?.throwIfAborted();
      if (image !== undefined) drawn.push({ ...cell, image });
      if (drawn.length === atOnce) {
        yield* await embedded(drawn, embedder, signal);
        drawn = [];
      }
    }
    report();
  }
  if (drawn.length > 0) yield* await embedded(drawn, embedder, signal);
}

async function draw(
  { key, prompt, seed, setting, model }: GridCell,
  drawImage: DrawImage,
  signal: AbortSignal | undefined,
  onDiagnostic: BiasGridOptions["onDiagnostic"],
): Promise<RasterImage | undefined> {
  try {
    const image: RasterImage | undefined = await drawImage(prompt, { seed, setting, signal });
    if (image !== undefined) return image;
    throw biasError("draw", `${model} gave no picture for ${JSON.stringify(prompt)} with seed ${seed}.`);
  } catch (error) {
    signal?.throwIfAborted();
    if (onDiagnostic === undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    onDiagnostic({
      code: "bias/draw",
      key,
      message: `${model} couldn't draw ${JSON.stringify(prompt)} with seed ${seed}: ${reason}`,
    });
    return undefined;
  }
}

async function embedded(
  drawn: readonly (GridCell & { image: RasterImage })[],
  embedder: ImageEmbedder | undefined,
  signal: AbortSignal | undefined,
): Promise<GridImage[]> {
  if (embedder === undefined) return [...drawn];
  const images = drawn.map(({ image }) => image);
  const embeddings = await embedder.embedImages(images, signal === undefined ? {} : { signal });
  if (embeddings.length !== drawn.length) {
    throw new Alt2imgError(
      "bias/vector",
      `The embedder gave ${embeddings.length} embeddings for ${drawn.length} images.`,
    );
  }
  return drawn.map((each, i) => ({ ...each, embedding: embeddings[i]! }));
}
