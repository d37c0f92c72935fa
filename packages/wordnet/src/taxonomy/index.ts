export type { Adjacency } from "../adjacency.js";
export { directHypernyms, directHyponyms } from "./direct.js";
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
} from "./paths.js";
export { shownHypernyms } from "./shown-hypernyms.js";
export {
  hypernyms,
  hyponyms,
  leaves,
  MAX_TAXONOMY_DEPTH,
  maxDepth,
  minDepth,
  roots,
  type Taxonomy,
  type TaxonomyOptions,
  taxonomy,
  taxonomyDepth,
} from "./taxonomy.js";
