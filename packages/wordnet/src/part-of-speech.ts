/**
 * A part of speech as WordNets write it: `n` noun, `v` verb, `a` adjective, `s` adjective satellite, `r` adverb,
 * `t` phrase, `c` conjunction, `p` adposition, `x` other, `u` unknown.
 *
 * @see https://globalwordnet.github.io/schemas/#part-of-speech
 */
export type PartOfSpeech = "n" | "v" | "a" | "s" | "r" | "t" | "c" | "p" | "x" | "u";

/** In the order in which senses of one form are listed; the index is what compiled files hold. */
export const partsOfSpeech: readonly PartOfSpeech[] = ["n", "v", "a", "s", "r", "t", "c", "p", "x", "u"];

/** Whether two parts of speech name the same: adjectives and their satellites (`a`, `s`) do. */
export function samePartOfSpeech(one: PartOfSpeech, other: PartOfSpeech): boolean {
  return one === other || (isAdjective(one) && isAdjective(other));
}

/** Whether a synset's own part of speech is what is asked for: `a` asks for all adjectives, `s` for satellites alone. */
export function isOfPartOfSpeech(own: PartOfSpeech, wanted: PartOfSpeech): boolean {
  return own === wanted || (wanted === "a" && own === "s");
}

function isAdjective(partOfSpeech: PartOfSpeech): boolean {
  return partOfSpeech === "a" || partOfSpeech === "s";
}
