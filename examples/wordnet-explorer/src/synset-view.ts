import { definition, findSynsets, type Synset, type Wordnet } from "@alt2img/wordnet";
import { lemmatize } from "@alt2img/wordnet/forms";
import { senseSynset, sensesOf } from "@alt2img/wordnet/senses";
import { hypernyms, hyponyms, type Taxonomy } from "@alt2img/wordnet/taxonomy";
import { type Child, counted, h } from "./element.js";
import { drawGraph } from "./graph-view.js";
import { pathView } from "./path-view.js";
import { partName, relationLists, synsetHead, wordTable } from "./synset-card.js";

export type SynsetViewOptions = {
  taxonomy: Taxonomy;
  synset: Synset;
  /** The word whose senses are listed beside it. */
  word: string;
  isHidden: (synset: Synset) => boolean;
  hrefOf: (synset: Synset) => string;
  /** To a sense of the same word. */
  hrefOfSense: (synset: Synset) => string;
  notes: readonly Child[];
  /** To the same with what is hidden. */
  showAll: string;
};

/** The synsets of a word: of the form itself, and of the lemmas that it can be a form of. */
export function synsetsOfWord(wordnet: Wordnet, word: string): Synset[] {
  const lemmatized = lemmatize(wordnet, word).flatMap(({ words }) => words.flatMap((each) => sensesOf(wordnet, each)));
  return [...new Set([...findSynsets(wordnet, word), ...lemmatized.map((sense) => senseSynset(wordnet, sense))])];
}

/** A synset with all that is known of it, beside the other senses of a word. */
export function synsetView(options: SynsetViewOptions): { element: HTMLElement; draw: () => void } {
  const { taxonomy, synset, isHidden, hrefOf } = options;
  const { wordnet } = taxonomy;
  const card = { wordnet, hrefOf, isHidden };
  const hasPlace = hypernyms(taxonomy, synset).length > 0 || hyponyms(taxonomy, synset).length > 0;
  const graph = h("div", { class: "graph", role: "group", tabindex: 0, "aria-labelledby": "graph-title" });
  const paths = pathView({ taxonomy, isHidden, hrefOf }, synset);
  const lists = relationLists(card, synset);
  const element = h(
    "div",
    { class: "synset" },
    senseList(options),
    h(
      "article",
      { "aria-labelledby": "synset-title" },
      synsetHead(card, synset, options.notes),
      hasPlace && h("section", { class: "place" }, h("h3", { id: "graph-title" }, "Its place"), graph),
      paths.length > 0 && h("section", { class: "paths" }, h("h3", {}, "The way down to it"), ...paths),
      h("section", { class: "about-words" }, h("h3", {}, "Its words"), wordTable(card, synset)),
      lists.length > 0 &&
        h(
          "section",
          { id: "relations", tabindex: -1 },
          h("h3", {}, "Its relations"),
          h("div", { class: "relations" }, ...lists),
        ),
    ),
  );
  return { element, draw: () => hasPlace && drawGraph(graph, synset, { taxonomy, isHidden, hrefOf }) };
}

function senseList({
  taxonomy: { wordnet },
  synset,
  word,
  isHidden,
  hrefOfSense,
  showAll,
}: SynsetViewOptions): HTMLElement {
  const all = synsetsOfWord(wordnet, word);
  const shown = all.filter((each) => !isHidden(each));
  return h(
    "nav",
    { class: "senses-of", "aria-label": `Senses of ${word}` },
    h("p", { class: "title" }, h("b", {}, word), h("span", { class: "soft" }, ` ${counted(shown.length, "sense")}`)),
    h(
      "ol",
      {},
      ...shown.map((each) =>
        h(
          "li",
          {},
          h(
            "a",
            { href: hrefOfSense(each), "aria-current": each === synset ? "true" : undefined },
            h("span", { class: "kind" }, partName(wordnet, each)),
            h("span", {}, definition(wordnet, each)),
          ),
        ),
      ),
    ),
    all.length > shown.length &&
      h("p", { class: "soft" }, `${all.length - shown.length} hidden. `, h("a", { href: showAll }, "Show")),
  );
}
