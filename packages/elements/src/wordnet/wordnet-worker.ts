import { serve } from "@alt2img/core/worker";
import { wordnet } from "@alt2img/wordnet/princeton";
import { type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";
import { classGraph, type ImageNetGraph } from "../imagenet-icicle/class-graph.js";
import { findClasses } from "../imagenet-icicle/find-classes.js";
import { icicleTree } from "../imagenet-icicle/icicle-tree.js";
import { findSenses } from "../synset-graph/find-senses.js";
import { synsetGraph } from "../synset-graph/synset-graph.js";
import { once } from "../worker/once.js";
import type { WordnetTasks } from "./tasks.js";

const loaded = once(async (what) => taxonomy(await wordnet({ definitions: what === "definitions" })));
const taxonomyWith = (definitions: boolean): Promise<Taxonomy> => loaded(definitions ? "definitions" : "");
const graphOf: (classes: string) => Promise<ImageNetGraph> = once(async (classes) =>
  classGraph(await taxonomyWith(false), classes === "1k" ? "1k" : "21k"),
);

serve<WordnetTasks>({
  icicle: async ([classes, top]) => icicleTree(await graphOf(classes), top),
  findClasses: async ([classes, words]) => findClasses(await graphOf(classes), words),
  synsetGraph: async ([synset, options, definitions]) => synsetGraph(await taxonomyWith(definitions), synset, options),
  // The layout is a library of its own, which only this element needs.
  drawGraph: async ([{ nodes, edges }, sizes, perRow]) =>
    (await import("../synset-graph/draw-graph.js")).drawGraph(nodes, edges, sizes, perRow),
  findSenses: async ([text, isSensitiveShown, definitions]) =>
    findSenses(await taxonomyWith(definitions), text, isSensitiveShown),
});
