import { type Child, counted, h } from "@alt2img/example-shared/element";
import { definition, partOfSpeech, type Synset, synsetId } from "@alt2img/wordnet";
import { synsetEntry } from "@alt2img/wordnet/entry";
import { synsetsOfForm } from "@alt2img/wordnet/forms";
import { sensitivityOf, wnidOfSynset } from "@alt2img/wordnet/imagenet";
import { hypernyms, hyponyms, type Taxonomy } from "@alt2img/wordnet/taxonomy";
import { graphView } from "./graph-view.js";
import { pathView } from "./path-view.js";
import { type HrefOf, partName, relationLists, synsetHead, wordTable } from "./synset-card.js";

/** What a page about a synset shows. */
export type ShownSynset = {
  taxonomy: Taxonomy;
  synset: Synset;
  /** The word whose senses are listed next to it. */
  word: string;
  /** Whether to show synsets that are hidden by default. */
  sensitive: boolean;
};

export type SynsetLinks = {
  hrefOf: HrefOf;
  /** Links to a sense of the same word. */
  hrefOfSense: HrefOf;
  /** Links to the same page with hidden synsets shown. */
  showAll: string;
  /** Goes to a synset, by its name. */
  go: (name: string) => void;
};

/** Everything known about a synset, next to the other senses of a word. */
export function synsetView(shown: ShownSynset, links: SynsetLinks, notes: readonly Child[]): HTMLElement {
  const { taxonomy, synset, sensitive } = shown;
  const { wordnet } = taxonomy;
  const { hrefOf } = links;
  const entry = synsetEntry(wordnet, synset, { paths: true, sensitive });
  const isSensitive = sensitivityOf(wordnet);
  const isHidden = (each: Synset): boolean => !sensitive && isSensitive(each);
  const hasPlace = hypernyms(taxonomy, synset).length > 0 || hyponyms(taxonomy, synset).length > 0;
  const paths = pathView(entry, hrefOf);
  const lists = relationLists(entry, hrefOf);
  return h(
    "div",
    { class: "synset" },
    senseList(shown, links, isHidden),
    h(
      "article",
      { "aria-labelledby": "synset-title" },
      synsetHead(entry, wnidOfSynset(wordnet, synset), notes),
      hasPlace &&
        h(
          "section",
          { class: "place" },
          h("h3", {}, "Its place"),
          graphView(synsetId(wordnet, synset), sensitive, links.go),
        ),
      paths.length > 0 && h("section", { class: "paths" }, h("h3", {}, "The way down to it"), ...paths),
      h("section", { class: "about-words" }, h("h3", {}, "Its words"), wordTable(entry, hrefOf)),
      lists.length > 0 &&
        h(
          "section",
          { id: "relations", tabindex: -1 },
          h("h3", {}, "Its relations"),
          h("div", { class: "relations" }, ...lists),
        ),
    ),
  );
}

function senseList(
  { taxonomy: { wordnet }, synset, word }: ShownSynset,
  { hrefOfSense, showAll }: SynsetLinks,
  isHidden: (synset: Synset) => boolean,
): HTMLElement {
  const all = synsetsOfForm(wordnet, word);
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
            { href: hrefOfSense(synsetId(wordnet, each)), "aria-current": each === synset ? "true" : undefined },
            h("span", { class: "kind" }, partName(partOfSpeech(wordnet, each))),
            h("span", {}, definition(wordnet, each)),
          ),
        ),
      ),
    ),
    all.length > shown.length &&
      h("p", { class: "soft" }, `${all.length - shown.length} hidden. `, h("a", { href: showAll }, "Show")),
  );
}
