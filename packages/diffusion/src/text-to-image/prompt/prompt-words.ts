/** A word of a prompt. Plain data. */
export type PromptWord = {
  /** As in the prompt. */
  readonly text: string;
  /** Its first token, counted from 0, which is the one that marks the start of the prompt, if there is one; and the one after its last. */
  readonly start: number;
  readonly end: number;
};

/** Turns a text into tokens, without those that mark start and end. */
export type Encode = (text: string) => { readonly ids: number[]; readonly tokens: string[] };

/**
 * The words of a prompt and which tokens they are. What is between spaces is taken apart into words and what is around them
 * (“heart,”: “heart” and “,”) if the tokens can be taken apart there, too.
 *
 * @param texts the prompt, in as many parts as are tokenized by themselves
 * @param room how many tokens the model takes, without those that mark start and end; the words after them are left out
 * @param first how many tokens mark the start
 */
export function promptWords(texts: readonly string[], room: number, encode: Encode, first = 1): PromptWord[] {
  const words: PromptWord[] = [];
  let used = 0;
  for (const text of texts.flatMap((each) => each.match(/\S+/g) ?? [])) {
    for (const [piece, tokens] of piecesOf(text, encode)) {
      if (used >= room) return words;
      if (tokens > 0) words.push({ text: piece, start: first + used, end: first + Math.min(used + tokens, room) });
      used += tokens;
    }
  }
  return words;
}

function piecesOf(text: string, encode: Encode): (readonly [piece: string, tokens: number])[] {
  const whole = encode(text).ids;
  const pieces = text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) ?? [];
  const ids = pieces.map((piece) => encode(piece).ids);
  if (ids.flat().join() !== whole.join()) return [[text, whole.length]];
  return pieces.map((piece, i) => [piece, ids[i]!.length]);
}
