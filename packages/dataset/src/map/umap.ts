// A file of its own, which is loaded when a map is made, and in a built package contains umap-js.
export { UMAP } from "umap-js";
