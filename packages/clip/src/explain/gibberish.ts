import { createRandom } from "@alt2img/core";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Whether there is anything to replace: emoji and numbers would be compared with themselves. */
export const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

/**
 * Meaningless texts that look like a given one: every letter is replaced by a random one; digits, spaces and signs
 * stay. Only what the given text scores above these comes from its meaning.
 *
 * @param seed an integer in [0, 2³²); the same seed gives the same texts
 */
export function gibberishLike(text: string, count: number, seed = 0): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    text.replace(/\p{L}/gu, () => LETTERS[Math.floor(random.uniform() * LETTERS.length)]!),
  );
}
