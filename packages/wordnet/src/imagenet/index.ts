export {
  ancestorAtDepth,
  type ClassHierarchy,
  classesBelow,
  classHierarchy,
  type HierarchyNode,
  type HierarchyOptions,
  isImageNetClass,
  type NearClass,
  nearestClasses,
  type PathStep,
  pathToRoot,
} from "./class-hierarchy.js";
export {
  classOfWnid,
  type ImageNetList,
  type ImageNetSynset,
  imageNetSynset,
  imageNetSynsets,
  imageNetWnids,
  type PersonMark,
  wnidOfClass,
} from "./image-net-synsets.js";
export { type Hidden, type ImagenetEntry, imagenetEntry } from "./imagenet-entry.js";
export {
  isPrinceton30,
  type MapOptions,
  mapWnids,
  synsetOfWnid,
  type WnidMapping,
  type WnidMatch,
  wnidOfSynset,
} from "./map-wnids.js";
export {
  type PersonClass,
  type PersonStatistics,
  personClasses,
  personMarkSource,
  personStatistics,
} from "./persons.js";
export { isSensitive, PERSON_WNID, sensitivityOf } from "./sensitivity.js";
