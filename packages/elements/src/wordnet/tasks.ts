import type { Icicle, ListedClass } from "../imagenet-icicle/icicle-tree.js";
import type { GraphDrawing, Size } from "../synset-graph/draw-graph.js";
import type { FoundSense } from "../synset-graph/find-senses.js";
import type { SynsetGraph, SynsetGraphOptions } from "../synset-graph/synset-graph.js";

/** ImageNet's 1,000 classes of the competition, or its 21,841 synsets. */
export type ClassList = "1k" | "21k";

/** What the worker of WordNet does for the elements. */
export type WordnetTasks = {
  /** @param top a synset of the hierarchy: `dog.n.01`, `n02084071` or a word; `""` for its root */
  icicle(classes: ClassList, top: string): Icicle;
  findClasses(classes: ClassList, words: string): ListedClass[];
  /** @param definitions whether to load them: they are more than half of WordNet */
  synsetGraph(synset: string, options: SynsetGraphOptions, definitions: boolean): SynsetGraph;
  drawGraph(graph: Pick<SynsetGraph, "nodes" | "edges">, sizes: readonly Size[], perRow: number): GraphDrawing;
  findSenses(text: string, isSensitiveShown: boolean, definitions: boolean): FoundSense[];
};
