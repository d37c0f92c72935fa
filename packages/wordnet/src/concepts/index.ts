export {
  type Concept,
  type ConceptOptions,
  type ConceptReading,
  type ConceptReason,
  conceptsIn,
} from "./concepts-in.js";
export { type ConceptCount, countConcepts } from "./count-concepts.js";
