export { jcnSimilarity, linSimilarity, resSimilarity } from "./content-similarity.js";
export {
  type ComputeOptions,
  computeInformationContent,
  formatInformationContent,
  type InformationContent,
  informationContentOf,
  parseInformationContent,
} from "./information-content.js";
export { lchSimilarity, pathSimilarity } from "./path-similarity.js";
export { wupSimilarity } from "./wup-similarity.js";
