import type { RasterImage } from "@alt2img/core";
import type { TinyWorld } from "@alt2img/tiny";

/** Width and height that the formulas draw in. */
export const SIDE = 32;
/** More only take time. */
const MOST = 250;

/** A drawing of the training set, made smaller. */
export type KnownDrawing = {
  readonly name: string;
  readonly picture: RasterImage;
  /** The same from −1 to 1: all reds, all greens, all blues. */
  readonly values: Float32Array;
};

/**
 * The drawings that have a prompt for a caption, or, if none has, those with all of its words in one. No more than 250 of them,
 * evenly spread.
 */
export async function drawingsFor(
  prompt: string,
  trainingSet: Pick<TinyWorld["trainingSet"], "rows" | "row">,
  { composeOver, decodeImage, resize, toPixelValues }: typeof import("@alt2img/image"),
  signal?: AbortSignal,
): Promise<KnownDrawing[]> {
  const wanted = prompt.trim().toLowerCase();
  const words = wanted.match(/[\p{L}\p{N}]+/gu) ?? [];
  const exact: number[] = [];
  const loose: number[] = [];
  for await (const { id, captions } of trainingSet.rows({ columns: ["id", "captions"], ...(signal && { signal }) })) {
    if (captions.includes(wanted)) exact.push(id);
    else if (words.length > 0 && captions.some((caption) => hasAll(caption, words))) loose.push(id);
  }
  const found = exact.length > 0 ? exact : loose;
  const step = Math.max(1, found.length / MOST);
  const ids = new Set(Array.from({ length: Math.min(found.length, MOST) }, (_, i) => found[Math.floor(i * step)]!));
  if (ids.size === 0) return [];
  const half = [0.5, 0.5, 0.5] as const;
  const drawings: KnownDrawing[] = [];
  const [start, end] = [Math.min(...ids), Math.max(...ids) + 1];
  const columns = ["id", "name", "image"] as const;
  for await (const { id, name, image } of trainingSet.rows({ start, end, columns, ...(signal && { signal }) })) {
    if (!ids.has(id)) continue;
    const picture = resize(composeOver(await decodeImage(image), [255, 255, 255]), { width: SIDE, height: SIDE });
    drawings.push({ name, picture, values: toPixelValues(picture, { mean: half, std: half }).data });
  }
  return drawings;
}

function hasAll(caption: string, words: readonly string[]): boolean {
  const own = new Set(caption.match(/[\p{L}\p{N}]+/gu) ?? []);
  return words.every((word) => own.has(word));
}
