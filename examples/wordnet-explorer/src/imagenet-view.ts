import type { ImageNetGraph } from "@alt2img/elements/imagenet-icicle/tree";
import { type Child, counted, h } from "@alt2img/example-shared/element";
import { definition, lemmas, type Synset } from "@alt2img/wordnet";
import { wnidOfSynset } from "@alt2img/wordnet/imagenet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import { drawIcicle } from "./icicle.js";

export type ClassList = "1k" | "21k";

export type ImagenetViewOptions = {
  taxonomy: Taxonomy;
  graph: ImageNetGraph;
  top: Synset;
  /** Which classes are shown, for the sentence that says so. */
  classes: ClassList;
  hrefOfSynset: (synset: Synset) => string;
  /** Links to this view with another synset on top, or with other classes. */
  hrefOfTop: (synset: Synset) => string;
  hrefOfClasses: (classes: ClassList) => string;
  /** Comes before everything else. */
  lead: readonly Child[];
  notes: readonly Child[];
};

/** ImageNet's hierarchy below one synset: a drawing, and the same as lists. */
export function imagenetView(options: ImagenetViewOptions): { element: HTMLElement; draw: () => void } {
  const { taxonomy, graph, top, classes, hrefOfSynset, hrefOfTop, hrefOfClasses } = options;
  const { wordnet } = taxonomy;
  const name = lemmas(wordnet, top)[0] ?? "";
  const icicle = h("div", { class: "icicle", role: "tree", "aria-label": `The classes below ${name}` });
  const hrefOf = (synset: Synset): string =>
    graph.hyponyms(synset).length > 0 ? hrefOfTop(synset) : hrefOfSynset(synset);
  const element = h(
    "article",
    { class: "imagenet", "aria-labelledby": "imagenet-title" },
    ...options.lead,
    h(
      "header",
      { class: "head" },
      h(
        "p",
        { class: "kind choices" },
        h("b", {}, "ImageNet"),
        ...(["1k", "21k"] as const).map((each) =>
          h(
            "a",
            { class: "choice", href: hrefOfClasses(each), "aria-current": each === classes ? "true" : undefined },
            each === "1k" ? "1,000 classes" : "21,841 synsets",
          ),
        ),
      ),
      h(
        "h2",
        { id: "imagenet-title", tabindex: -1 },
        name,
        h("small", {}, ` ${counted(graph.count(top), "class", "classes")}`),
      ),
      h("p", { class: "definition" }, definition(wordnet, top)),
      wayUp(options),
      ...options.notes,
    ),
    icicle,
    h(
      "p",
      { class: "soft caption" },
      "Heights show numbers of classes. WordNet is a graph: a synset with two hypernyms is drawn once, under the first, but counts for both. A synset with a single branch is merged with that branch. Walk through the drawing with the arrow keys.",
    ),
    h("h3", {}, `Right below ${name}`),
    h(
      "ul",
      { class: "branches" },
      ...[...graph.hyponyms(top)]
        .sort((a, b) => graph.count(b) - graph.count(a))
        .map((synset) =>
          h(
            "li",
            {},
            h("a", { href: hrefOf(synset) }, lemmas(wordnet, synset).slice(0, 2).join(", ")),
            h(
              "span",
              { class: "number" },
              graph.isClass(synset) && graph.count(synset) === 1 ? "class" : graph.count(synset).toLocaleString("en"),
            ),
            h("span", { class: "soft" }, definition(wordnet, synset)),
          ),
        ),
    ),
  );
  return { element, draw: () => drawIcicle(icicle, { graph, top, hrefOf }) };
}

/** The hypernyms up to the root, and the synset itself. */
function wayUp({ taxonomy: { wordnet }, graph, top, hrefOfTop, hrefOfSynset }: ImagenetViewOptions): HTMLElement {
  const steps: Synset[] = [];
  for (let at: Synset | undefined = graph.hypernyms(top)[0]; at !== undefined; at = graph.hypernyms(at)[0]) {
    steps.unshift(at);
  }
  const id = wnidOfSynset(wordnet, top);
  return h(
    "nav",
    { class: "way", "aria-label": "The way up" },
    ...steps.flatMap((step): Child[] => [h("a", { href: hrefOfTop(step) }, lemmas(wordnet, step)[0] ?? ""), " › "]),
    h("a", { href: hrefOfSynset(top) }, `all about ${lemmas(wordnet, top)[0]}`),
    id !== undefined && h("code", { class: "id" }, id),
  );
}
