import { createRandom, openUrl, type Random } from "@alt2img/core";
import { openTrainingSet, type TrainingRow } from "../src/training-set.js";

const columns = [
  "id",
  "key",
  "vendor",
  "hexcode",
  "concept",
  "name",
  "group",
  "class_word",
  "keywords",
  "captions",
  "skin_tone",
  "gender",
  "profession",
  "colour",
  "recoloured_from",
  "image",
] as const; // prettier-ignore

/** A drawing of the training set. */
export type Picture = Pick<TrainingRow, (typeof columns)[number]>;

/** Every drawing of the training set in this package. */
export async function loadPictures(): Promise<Picture[]> {
  const file = await openUrl(new URL("../parts/training-set/files/training-set.parquet", import.meta.url));
  const pictures: Picture[] = [];
  for await (const row of openTrainingSet(file).rows({ columns })) pictures.push(row);
  return pictures;
}

/** Random choices from a seed. */
export type Chance = {
  /** An integer from 0 up to `count` (exclusive). */
  below(count: number): number;
  pick<T>(items: readonly T[]): T;
  /** Whether an event of this probability happens. */
  happens(probability: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
};

export function chance(seed: number): Chance {
  const random: Random = createRandom(seed);
  const below = (count: number): number => Math.floor(random.uniform() * count);
  return {
    below,
    pick: (items) => items[below(items.length)]!,
    happens: (probability) => random.uniform() < probability,
    shuffled: (items) => {
      const result = [...items];
      for (let i = result.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [result[i], result[j]] = [result[j]!, result[i]!];
      }
      return result;
    },
  };
}
