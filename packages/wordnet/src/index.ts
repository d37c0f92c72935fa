export type { Definition, Example, Gloss } from "./gloss.js";
export { lexicographerFiles } from "./lexicographer-file.js";
export type { LexiconInfo, LexiconReference } from "./lexicon-info.js";
export { type LoadOptions, loadDefinitions, loadWordNet, type WordNetSource } from "./load-wordnet.js";
export { findSynset, synsetById, synsetByOffset, synsetsByIli } from "./look-up/find-synset.js";
export { type FindOptions, findSynsets } from "./look-up/find-words.js";
export { synsetLexicon } from "./look-up/lexicon-of.js";
export {
  definition,
  examples,
  gloss,
  hasDefinitions,
  ili,
  isLexicalized,
  lemmas,
  lexicographerFile,
  partOfSpeech,
  synsetDetails,
  synsetId,
  synsetSenses,
} from "./look-up/synset-facts.js";
export { synsetName } from "./look-up/synset-name.js";
export { isOfPartOfSpeech, type PartOfSpeech, partsOfSpeech } from "./part-of-speech.js";
export { type TranslateOptions, translate, translateLemmas } from "./translate.js";
export type { Sense, Synset, Word, Wordnet } from "./wordnet.js";
