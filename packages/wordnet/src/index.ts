export type { CompiledWordNet, DefinitionsPlace } from "./compiled/compile-draft.js";
export type { Definition, Example, Gloss } from "./gloss.js";
export { lexicographerFiles } from "./lexicographer-file.js";
export type { LexiconInfo, LexiconReference } from "./lexicon-info.js";
export {
  type CompileOptions,
  compileWordNet,
  type LoadOptions,
  loadDefinitions,
  loadWordNet,
  type WordNetSource,
} from "./load-wordnet.js";
export {
  findSynset,
  senseById,
  senseByKey,
  synsetById,
  synsetByOffset,
  synsetsByIli,
} from "./look-up/find-synset.js";
export { type FindOptions, findSenses, findSynsets, findWords, sensesOf } from "./look-up/find-words.js";
export {
  adjectivePosition,
  lemma,
  senseCount,
  senseFrames,
  senseId,
  senseKey,
  senseSynset,
  senseWord,
  wordId,
  wordPartOfSpeech,
} from "./look-up/sense-facts.js";
export {
  definition,
  examples,
  gloss,
  ili,
  lemmas,
  lexicographerFile,
  partOfSpeech,
  senseForms,
  synsetId,
  synsetName,
  synsetSenses,
} from "./look-up/synset-facts.js";
export { type PartOfSpeech, partsOfSpeech, samePartOfSpeech } from "./part-of-speech.js";
export { parseIliMap } from "./princeton-files/parse-ili-map.js";
export type { IliMap, PrincetonFiles } from "./princeton-files/parse-princeton-files.js";
export { inverseRelation, isRelationType, type RelationType, relationTypes } from "./relation-type.js";
export {
  related,
  relatedSenses,
  relations,
  type SenseRelation,
  type SynsetRelation,
  senseRelations,
  statedRelations,
} from "./walk/relations.js";
export type { Sense, Synset, Word, Wordnet } from "./wordnet.js";
