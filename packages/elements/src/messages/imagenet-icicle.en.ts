import type { ClassList } from "../wordnet/tasks.js";

/** What `alt2img-imagenet-icicle` says. Counts come as the language writes them, after the number itself. */
export type ImagenetIcicleMessages = {
  readonly search: string;
  readonly classes: Readonly<Record<ClassList, string>>;
  readonly which: string;
  readonly wayUp: string;
  readonly tree: (name: string) => string;
  readonly classesBelow: (count: number, written: string) => string;
  readonly isClass: (id: string) => string;
  readonly more: (written: string) => string;
  readonly caption: string;
  readonly hidden: (count: number, written: string) => string;
  readonly nothing: (words: string) => string;
  readonly found: (count: number) => string;
  readonly table: (name: string) => string;
  readonly columns: { readonly name: string; readonly words: string; readonly count: string };
  readonly described: (name: string, classes: string, branches: string) => string;
};

export const imagenetIcicleEn: ImagenetIcicleMessages = {
  search: "Search ImageNet’s hierarchy",
  classes: { "1k": "1,000 classes", "21k": "21,841 synsets" },
  which: "ImageNet’s",
  wayUp: "The way up",
  tree: (name) => `The classes below ${name}`,
  classesBelow: (count, written) => (count === 1 ? "1 class" : `${written} classes`),
  isClass: (id) => `This is a class itself: ${id}.`,
  more: (written) => `${written} more`,
  caption:
    "Heights show numbers of classes. Click a box, or press Enter, to see what is below it; the arrow keys walk through the drawing. WordNet is a graph: what has two hypernyms is drawn once, under the first, but counts for both. What has a single branch is merged with it.",
  hidden: (count, written) =>
    count === 1
      ? "1 kind of person isn’t shown, because the researchers who reviewed ImageNet marked it unsafe, or didn’t mark it safe."
      : `${written} kinds of people aren’t shown, because the researchers who reviewed ImageNet (Yang et al. 2020) marked them unsafe, or didn’t mark them safe.`,
  nothing: (words) => `Nothing in the hierarchy has “${words}” in its name.`,
  found: (count) => (count === 1 ? "1 is found." : `${count} are found.`),
  table: (name) => `Right below ${name}, as a table`,
  columns: { name: "Synset", words: "Words", count: "Classes" },
  described: (name, classes, branches) => `${name}, with ${classes} below it. The largest branches: ${branches}.`,
};
