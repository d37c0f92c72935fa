import { Alt2imgError } from "@alt2img/core";
import { partOfSpeech, synsetId } from "../look-up/synset-facts.js";
import { samePartOfSpeech } from "../part-of-speech.js";
import type { Synset, Wordnet } from "../wordnet.js";

/**
 * @throws Alt2imgError `wordnet/parts-of-speech` unless both have the same part of speech (`a` and `s` count as the same)
 */
export function requireSamePartOfSpeech(wordnet: Wordnet, one: Synset, other: Synset): void {
  if (samePartOfSpeech(partOfSpeech(wordnet, one), partOfSpeech(wordnet, other))) return;
  throw new Alt2imgError(
    "wordnet/parts-of-speech",
    `${synsetId(wordnet, one)} and ${synsetId(wordnet, other)} have different parts of speech. This measure only compares synsets with the same part of speech.`,
  );
}
