import { createRandom } from "@alt2img/core";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * Texts that mean nothing and look like one that does: every letter is another one, drawn by lot; digits, spaces and signs
 * stay. What a text scores above them, it scores for what it says.
 *
 * @param seed an integer in [0, 2³²); the same seed gives the same texts
 */
export function gibberishLike(text: string, count: number, seed = 0): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    text.replace(/\p{L}/gu, () => LETTERS[Math.floor(random.uniform() * LETTERS.length)]!),
  );
}
