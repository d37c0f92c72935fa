export { type ConceptNode, type ConceptTreeOptions, conceptTrees } from "./concept-trees.js";
export {
  type Concept,
  type ConceptOptions,
  type ConceptReading,
  type ConceptReason,
  conceptsIn,
} from "./concepts-in.js";
export { type ConceptCount, countConcepts } from "./count-concepts.js";
