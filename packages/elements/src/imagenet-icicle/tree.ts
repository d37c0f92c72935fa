/**
 * ImageNet's hierarchy as a tree, and its drawing, without an element: it needs no document.
 * @module imagenet-icicle/tree
 */
export { classGraph, type ImageNetGraph } from "./class-graph.js";
export type { ClassGraph } from "./class-tree.js";
export {
  boxByKey,
  type IcicleBox,
  type IcicleCrumbs,
  type IcicleLayout,
  icicleLayout,
  type Rectangle,
} from "./icicle-layout.js";
export { type Icicle, type IcicleNode, type IcicleStep, icicleTree, type ListedClass } from "./icicle-tree.js";
