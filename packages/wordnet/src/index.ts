export type { CompiledWordNet, DefinitionsPlace } from "./compiled/compile-draft.js";
export {
  type Concept,
  type ConceptCount,
  type ConceptOptions,
  type ConceptReading,
  type ConceptReason,
  conceptsIn,
  countConcepts,
} from "./concepts-in.js";
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
  isLexicalized,
  type Pronunciation,
  type SenseDetails,
  senseDetails,
  synsetDetails,
  type WordDetails,
  type WordForm,
  wordDetails,
} from "./look-up/details.js";
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
  detachmentRules,
  type Lemmatization,
  type LemmatizeOptions,
  lemmatize,
} from "./look-up/lemmatize.js";
export { synsetLexicon, wordLexicon } from "./look-up/lexicon-of.js";
export {
  completeForm,
  type FuzzyMatch,
  type FuzzyOptions,
  findSimilarForms,
  type SearchOptions,
} from "./look-up/search-forms.js";
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
  hasDefinitions,
  ili,
  lemmas,
  lexicographerFile,
  partOfSpeech,
  senseForms,
  synsetId,
  synsetSenses,
} from "./look-up/synset-facts.js";
export { synsetName } from "./look-up/synset-name.js";
export { type PartOfSpeech, partsOfSpeech, samePartOfSpeech } from "./part-of-speech.js";
export { parseIliMap } from "./princeton-files/parse-ili-map.js";
export type { IliMap, PrincetonFiles } from "./princeton-files/parse-princeton-files.js";
export { inverseRelation, isRelationType, type RelationType, relationTypes } from "./relation-type.js";
export { jcnSimilarity, linSimilarity, resSimilarity } from "./similarity/content-similarity.js";
export {
  type ComputeOptions,
  computeInformationContent,
  formatInformationContent,
  type InformationContent,
  informationContentOf,
  parseInformationContent,
} from "./similarity/information-content.js";
export { lchSimilarity, pathSimilarity } from "./similarity/path-similarity.js";
export { wupSimilarity } from "./similarity/wup-similarity.js";
export { type TranslateOptions, translate, translateLemmas } from "./translate.js";
export {
  commonHypernyms,
  hypernymClosure,
  hypernymPaths,
  hyponymClosure,
  isA,
  lowestCommonHypernyms,
  MAX_HYPERNYM_PATHS,
  pathLength,
  shortestPath,
  subtreeSize,
} from "./walk/paths.js";
export {
  related,
  relatedSenses,
  relations,
  type SenseRelation,
  type SynsetRelation,
  senseRelations,
  statedRelations,
  statedSenseRelations,
} from "./walk/relations.js";
export { shownHypernyms } from "./walk/shown-hypernyms.js";
export {
  hypernyms,
  hyponyms,
  leaves,
  MAX_TAXONOMY_DEPTH,
  maxDepth,
  minDepth,
  type Neighbours,
  roots,
  type Taxonomy,
  type TaxonomyOptions,
  taxonomy,
  taxonomyDepth,
} from "./walk/taxonomy.js";
export type { Sense, Synset, Word, Wordnet } from "./wordnet.js";
