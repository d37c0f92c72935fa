export { senseById, senseByKey } from "../look-up/find-synset.js";
export { findSenses, findWords, sensesOf } from "../look-up/find-words.js";
export { wordLexicon } from "../look-up/lexicon-of.js";
export { senseForms } from "../look-up/synset-facts.js";
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
} from "./sense-facts.js";
export {
  type Pronunciation,
  type SenseDetails,
  senseDetails,
  type WordDetails,
  type WordForm,
  wordDetails,
} from "./word-details.js";
