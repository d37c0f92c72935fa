/**
 * A part of speech as WordNets write it: `n` noun, `v` verb, `a` adjective, `s` adjective satellite, `r` adverb,
 * `t` phrase, `c` conjunction, `p` adposition, `x` other, `u` unknown.
 *
 * @see https://globalwordnet.github.io/schemas/#part-of-speech
 */
export type PartOfSpeech = "n" | "v" | "a" | "s" | "r" | "t" | "c" | "p" | "x" | "u";

/** In the order in which the senses of a form are listed; compiled files contain the index. */
export const partsOfSpeech: readonly PartOfSpeech[] = ["n", "v", "a", "s", "r", "t", "c", "p", "x", "u"];

/** Whether two parts of speech are the same; adjectives and their satellites (`a`, `s`) are. */
export function samePartOfSpeech(one: PartOfSpeech, other: PartOfSpeech): boolean {
  return one === other || (isAdjective(one) && isAdjective(other));
}

/** Whether a synset's part of speech is the wanted one: `a` means all adjectives, `s` only satellites. */
export function isOfPartOfSpeech(own: PartOfSpeech, wanted: PartOfSpeech): boolean {
  return own === wanted || (wanted === "a" && own === "s");
}

function isAdjective(partOfSpeech: PartOfSpeech): boolean {
  return partOfSpeech === "a" || partOfSpeech === "s";
}
