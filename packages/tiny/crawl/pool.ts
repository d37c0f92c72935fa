import type { Chance, Picture } from "./pictures.js";

/** Pictures that have not been shown yet. */
export type Pool = {
  /** Up to `count` pictures, each of another concept; they leave the pool. */
  take(count: number, wants: (picture: Picture) => boolean): Picture[];
};

export function createPool(pictures: readonly Picture[], chance: Chance): Pool {
  let rest = chance.shuffled(pictures);
  return {
    take(count, wants) {
      const taken = new Map<string, Picture>();
      for (const picture of rest) {
        if (taken.size === count) break;
        if (!taken.has(picture.concept) && wants(picture)) taken.set(picture.concept, picture);
      }
      const chosen = new Set(taken.values());
      rest = rest.filter((picture) => !chosen.has(picture));
      return [...chosen];
    },
  };
}

export const ofGroup =
  (...groups: string[]) =>
  ({ group, recoloured_from, skin_tone }: Picture): boolean =>
    groups.includes(group) && recoloured_from === null && skin_tone === null;

export const ofClass =
  (...words: string[]) =>
  ({ class_word, recoloured_from, skin_tone }: Picture): boolean =>
    words.includes(class_word) && recoloured_from === null && skin_tone === null;

export const recoloured = ({ recoloured_from }: Picture): boolean => recoloured_from !== null;
