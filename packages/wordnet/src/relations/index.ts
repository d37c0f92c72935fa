export { inverseRelation, isRelationType, type RelationType, relationTypes } from "./relation-type.js";
export {
  related,
  relatedSenses,
  relations,
  type SenseRelation,
  type SynsetRelation,
  senseRelations,
  statedRelations,
  statedSenseRelations,
} from "./relations.js";
