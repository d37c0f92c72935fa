export {
  type Change,
  type DiffOptions,
  type DiffRelation,
  type DiffSynset,
  type DiffWord,
  diffLexicons,
  type LexiconDiff,
} from "./diff-lexicons.js";
export { type LexiconFacts, lexiconFacts } from "./lexicon-facts.js";
export { type MatchCounts, matchSynsets, type SynsetMatch } from "./match-synsets.js";
