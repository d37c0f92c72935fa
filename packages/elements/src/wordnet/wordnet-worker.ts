import { serve } from "@alt2img/core/worker";
import { wordnet } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { classGraph, type ImageNetGraph } from "../imagenet-icicle/class-graph.js";
import { findClasses } from "../imagenet-icicle/find-classes.js";
import { icicleTree } from "../imagenet-icicle/icicle-tree.js";
import { once } from "../worker/once.js";
import type { WordnetTasks } from "./tasks.js";

const nouns = once(async () => taxonomy(await wordnet({ definitions: false })));
const graphOf: (classes: string) => Promise<ImageNetGraph> = once(async (classes) =>
  classGraph(await nouns("3.0"), classes === "1k" ? "1k" : "21k"),
);

serve<WordnetTasks>({
  icicle: async ([classes, top]) => icicleTree(await graphOf(classes), top),
  findClasses: async ([classes, words]) => findClasses(await graphOf(classes), words),
});
