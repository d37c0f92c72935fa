import {
  learnVisualWords,
  type VisualIndex,
  type VisualNeighbour,
  visualIndex,
  visualNeighbours,
} from "@alt2img/bias/pictures";
import type { RasterImage } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { decodeImage } from "@alt2img/image";
import type { Keyed, Part, SimilarDrawing } from "./protocol.js";
import { drawingsOf, similarDrawing } from "./training-data.js";

/** Enough for some hundred pictures, and learned in a second. */
const VOCABULARY = { size: 128, sample: 4000 } as const;

/** Of the pictures of both columns: the last ones. */
let lastIndex: { readonly keys: string; readonly index: VisualIndex } | undefined;
const ofOccupations = new Map<string, Promise<{ readonly ids: readonly number[]; readonly index: VisualIndex }>>();

const indexOf = (images: readonly RasterImage[]): VisualIndex =>
  visualIndex(images, learnVisualWords(images, VOCABULARY));

/** Which of the others have most visual words in common with a picture. */
export function likeByWords(picture: Keyed, others: readonly Keyed[], count: number): VisualNeighbour[] {
  // In one order, whichever picture is looked at: the vocabulary is learned from all of them.
  const all = [picture, ...others].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const keys = JSON.stringify(all.map(({ key }) => key));
  if (lastIndex?.keys !== keys) lastIndex = { keys, index: indexOf(all.map(({ image }) => image)) };
  const at = new Map(others.map(({ key }, i) => [key, i]));
  return visualNeighbours(picture.image, lastIndex.index, all.length)
    .flatMap(({ index, similarity }) => {
      const other = at.get(all[index]!.key);
      return other === undefined ? [] : [{ index: other, similarity }];
    })
    .slice(0, count);
}

/** Which drawings of an occupation do. */
export async function trainedLikeByWords(
  { image }: Keyed,
  profession: string,
  count: number,
  options: TaskOptions<Part>,
): Promise<SimilarDrawing[]> {
  const known = ofOccupations.get(profession) ?? indexOfDrawings(profession, options);
  ofOccupations.set(profession, known);
  known.catch(() => ofOccupations.delete(profession));
  const { ids, index } = await known;
  const found = visualNeighbours(image, index, count);
  return Promise.all(found.map((each) => similarDrawing(ids[each.index]!, each.similarity, options)));
}

async function indexOfDrawings(
  profession: string,
  options: TaskOptions<Part>,
): Promise<{ ids: number[]; index: VisualIndex }> {
  const drawings = await drawingsOf(profession, options);
  const images = await Promise.all(drawings.map(({ file }) => decodeImage(file)));
  return { ids: drawings.map(({ id }) => id), index: indexOf(images) };
}
