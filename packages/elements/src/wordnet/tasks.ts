import type { Icicle, ListedClass } from "../imagenet-icicle/icicle-tree.js";

/** ImageNet's 1,000 classes of the competition, or its 21,841 synsets. */
export type ClassList = "1k" | "21k";

/** What the worker of WordNet does for the elements. */
export type WordnetTasks = {
  /** @param top a synset of the hierarchy: `dog.n.01`, `n02084071` or a word; `""` for its root */
  icicle(classes: ClassList, top: string): Icicle;
  findClasses(classes: ClassList, words: string): ListedClass[];
};
