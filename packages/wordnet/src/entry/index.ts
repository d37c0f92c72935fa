export {
  type SenseEntry,
  type SynsetEntry,
  type SynsetEntryOptions,
  type SynsetReference,
  type SynsetTree,
  synsetEntry,
} from "./synset-entry.js";
