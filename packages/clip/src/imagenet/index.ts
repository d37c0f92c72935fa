/**
 * Zero-shot classification with ImageNet's classes: the published templates, and the way down WordNet's hierarchy.
 * @module imagenet
 */
export { hierarchyClassNames } from "./class-names.js";
export {
  type ClassifyDownOptions,
  classifyDown,
  type HierarchyClassification,
  type HierarchyStep,
} from "./classify-down.js";
export { bestImageNetTemplates, imageNetTemplates } from "./templates.js";
