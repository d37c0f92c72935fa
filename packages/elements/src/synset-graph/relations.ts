/**
 * WordNet's relations in words, without an element.
 * @module synset-graph/relations
 */
import type { Language } from "../base/language.js";
import { synsetGraphMessages } from "../messages/synset-graph.js";

/**
 * A relation as the middle of a sentence from the synset to its targets: `is a kind of`.
 *
 * @param type as the Global WordNet formats call it: `hypernym`, `mero_part`; others are written with spaces
 */
export function relationLabel(type: string, language: Language = "en"): string {
  const { relations } = synsetGraphMessages[language];
  return Object.hasOwn(relations, type) ? relations[type]! : type.replaceAll("_", " ");
}

export type { Language } from "../base/language.js";
