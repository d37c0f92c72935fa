import type { Embedding } from "@alt2img/core";

/** Per cent of the drawings whose own name is the nearest, among the nearest five, or ten. */
export type Retrieval = {
  readonly count: number;
  readonly top1: number;
  readonly top5: number;
  readonly top10: number;
};

/**
 * Which name belongs to this drawing? As `retrieval.py` of the tiny world's training: on a tie the true name loses.
 *
 * @param names one embedding for each name
 * @param truth the index of each image's own name
 */
export function retrieval(
  images: readonly Embedding[],
  names: readonly Embedding[],
  truth: readonly number[],
): Retrieval {
  const ranks = images.map((image, i) => {
    const cosines = names.map((name) => image.reduce((sum, value, k) => sum + value * name[k]!, 0));
    return cosines.filter((cosine) => cosine >= cosines[truth[i]!]!).length - 1;
  });
  const share = (k: number): number => (100 * ranks.filter((rank) => rank < k).length) / ranks.length;
  return { count: images.length, top1: share(1), top5: share(5), top10: share(10) };
}

/** As the card has it: `| 1902 | 55.7 % | 80.6 % | 85.0 % |`. */
export const cardRow = ({ count, top1, top5, top10 }: Retrieval): string =>
  `| ${count} | ${[top1, top5, top10].map((share) => `${share.toFixed(1)} %`).join(" | ")} |`;
