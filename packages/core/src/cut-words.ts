/**
 * The words of a text that a model with little room doesn't see, in order: starting with the first one that isn't entirely within
 * the first `room` tokens. Words are what is between spaces. Ask only if the text is too long.
 *
 * @param texts the text, in as many parts as were tokenized by themselves
 * @param room how many tokens the model takes
 * @param tokensOf how many tokens a word has
 */
export function cutWords(texts: readonly string[], room: number, tokensOf: (word: string) => number): string[] {
  const words = texts.flatMap((text) => text.split(/\s+/)).filter((word) => word !== "");
  let used = 0;
  for (const [i, word] of words.entries()) {
    used += tokensOf(word);
    if (used > room) return words.slice(i);
  }
  // Only if tokens span several words: then it is the last one.
  return words.slice(-1);
}
