import { classGraph, type ImageNetGraph } from "@alt2img/elements/imagenet-icicle/tree";
import { type Child, counted, h } from "@alt2img/example-shared/element";
import { findSynset, findSynsets, lemmas, type Synset, synsetId } from "@alt2img/wordnet";
import { findSimilarForms, synsetsOfForm } from "@alt2img/wordnet/forms";
import {
  classOfWnid,
  imageNetSynset,
  nearestClasses,
  sensitivityOf,
  synsetOfWnid,
  wnidOfSynset,
} from "@alt2img/wordnet/imagenet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import { formatAddress, parseAddress, type View } from "./address.js";
import { hiddenCount, hiddenNote, shownNote } from "./hidden-note.js";
import { type ClassList, imagenetView } from "./imagenet-view.js";
import { synsetView } from "./synset-view.js";

/** The content of the window. `draw` is called once it is in the document, and whenever its width changes. */
type Page = { title: string; word?: string; element: HTMLElement; draw: () => void };

/** What URLs mean; a query is the part from `?` on. */
export type Pages = {
  pageOf: (query: string) => Page;
  addressOfWord: (query: string, word: string) => string;
  isHidden: (query: string, synset: Synset) => boolean;
};

const EXAMPLES = ["dog", "teapot", "crane", "moustache", "jumper", "run"];
const NEAREST = 3;

/**
 * Makes the pages of the explorer from a taxonomy with definitions.
 *
 * @param go opens an address, as a link does
 */
export function createPages(taxonomy: Taxonomy, go: (address: string) => void): Pages {
  const { wordnet } = taxonomy;
  const isSensitive = sensitivityOf(wordnet);
  const graphs = new Map<string, ImageNetGraph>();
  const graphOf = (list: ClassList, sensitive: boolean): ImageNetGraph => {
    const key = `${list} ${sensitive}`;
    const graph = graphs.get(key) ?? classGraph(taxonomy, list, { sensitive });
    graphs.set(key, graph);
    return graph;
  };
  const name = (synset: Synset): string => lemmas(wordnet, synset)[0] ?? synsetId(wordnet, synset);
  const wnid = (synset: Synset): string => wnidOfSynset(wordnet, synset) ?? "";
  // By an ImageNet or WordNet id, a sense key, an ILI id, or a name as in NLTK.
  const synsetOf = (text: string): Synset | undefined => synsetOfWnid(wordnet, text) ?? findSynset(wordnet, text);

  const synsetPage = (view: View, synset: Synset, word: string): Page => {
    const gate = view.sensitive === undefined ? {} : { sensitive: view.sensitive };
    const sensitive = view.sensitive === true;
    if (!sensitive && isSensitive(synset)) return hiddenPage(view, synset);
    const title = `${name(synset)}, a sense of ${word}`;
    const showAll = formatAddress({ ...view, sensitive: true });
    const notes = [
      ...imagenetNotes(synset, gate),
      sensitive && shownNote(formatAddress({ word, synset: synsetId(wordnet, synset) })),
    ];
    const links = {
      hrefOf: (id: string) => formatAddress({ synset: id, ...gate }),
      hrefOfSense: (id: string) => formatAddress({ word, synset: id, ...gate }),
      showAll,
      go: (id: string) => go(formatAddress({ synset: id, ...gate })),
    };
    const element = synsetView({ taxonomy, synset, word, sensitive }, links, notes);
    return { title, word, element, draw: () => {} };
  };

  const hiddenPage = (view: View, synset: Synset): Page => ({
    title: "Hidden",
    ...(view.word === undefined ? {} : { word: view.word }),
    element: hiddenNote(taxonomy, synset, view.word, formatAddress({ ...view, sensitive: true })),
    draw: () => {},
  });

  /** Whether ImageNet has the synset, and where; otherwise which classes are nearest. */
  const imagenetNotes = (synset: Synset, gate: Pick<View, "sensitive">): Child[] => {
    const id = wnidOfSynset(wordnet, synset);
    // ImageNet has no verbs, adjectives or adverbs, nor anything near them.
    if (id === undefined) return [];
    const [all, classes] = [graphOf("21k", gate.sensitive === true), graphOf("1k", gate.sensitive === true)];
    const index = classOfWnid("1k", id);
    const says: Child[] = [];
    if (index !== undefined) says.push(`Class ${index} of ImageNet’s 1,000. `);
    else if (classes.count(synset) > 0)
      says.push(`${counted(classes.count(synset), "class", "classes")} of ImageNet’s 1,000 below it. `);
    else if (imageNetSynset(id) !== undefined)
      says.push("One of ImageNet’s 21,841 synsets, but not one of its 1,000 classes. ");
    else says.push("ImageNet has no class for it. ");
    if (index === undefined && classes.count(synset) === 0) {
      const near = nearestClasses(classes.hierarchy, synset, { limit: NEAREST });
      for (const [i, { synset }] of near.entries()) {
        says.push(
          i === 0 ? "The nearest: " : ", ",
          h("a", { href: formatAddress({ synset: synsetId(wordnet, synset), ...gate }) }, name(synset)),
        );
      }
      if (near.length > 0) says.push(". ");
    }
    const list = classes.count(synset) > 0 ? classes : all;
    const top = list.hyponyms(synset).length > 0 ? synset : list.hypernyms(synset)[0];
    if (top !== undefined) {
      const address = formatAddress({ imagenet: wnid(top), ...(list === all ? { classes: "21k" } : {}), ...gate });
      says.push(h("a", { href: address }, "In ImageNet’s tree"));
    }
    return [h("p", { class: "note" }, ...says)];
  };

  const imagenetPage = (view: View): Page => {
    const sensitive = view.sensitive === true;
    const list = view.classes ?? "1k";
    const graph = graphOf(list, sensitive);
    const asked = synsetOfWnid(wordnet, view.imagenet ?? "");
    if (asked !== undefined && !sensitive && isSensitive(asked)) return hiddenPage(view, asked);
    const top = asked !== undefined && graph.count(asked) > 0 ? asked : graph.root;
    const here: View = { ...view, imagenet: wnid(top) };
    const { hidden } = graph.hierarchy;
    const isStart = view.imagenet === undefined;
    return {
      title: `${name(top)} in ImageNet`,
      ...imagenetView({
        taxonomy,
        graph,
        top,
        classes: list,
        hrefOfSynset: (synset) =>
          formatAddress({ synset: synsetId(wordnet, synset), ...(sensitive ? { sensitive } : {}) }),
        hrefOfTop: (synset) => formatAddress({ ...here, imagenet: wnid(synset) }),
        hrefOfClasses: (each) => {
          const { classes: _, ...rest } = here;
          return formatAddress({ ...rest, ...(each === "21k" ? { classes: each } : {}) });
        },
        lead: isStart ? [intro()] : [],
        notes: [
          sensitive &&
            shownNote(formatAddress({ imagenet: here.imagenet!, ...(list === "21k" ? { classes: list } : {}) })),
          hidden > 0 &&
            hiddenCount(
              `${counted(hidden, "person is", "people are")} hidden, because they are marked unsafe or not marked safe.`,
              formatAddress({ ...here, sensitive: true }),
            ),
        ],
      }),
    };
  };

  const nothingPage = (asked: string): Page => {
    const similar = findSimilarForms(wordnet, asked, { limit: 24 })
      .map(({ form }) => form)
      .filter((form) => findSynsets(wordnet, form).some((synset) => !isSensitive(synset)));
    const links = similar.slice(0, 8).map((form) => h("li", {}, h("a", { href: formatAddress({ word: form }) }, form)));
    return {
      title: "Not found",
      word: asked,
      element: h(
        "article",
        { class: "nothing" },
        h("h2", { tabindex: -1 }, `WordNet has no “${asked}”`),
        links.length > 0 && h("div", {}, h("p", {}, "Words with a similar spelling:"), h("ul", {}, ...links)),
      ),
      draw: () => {},
    };
  };

  return {
    pageOf(query) {
      const view = parseAddress(query);
      if (view.imagenet !== undefined || (view.synset ?? view.word) === undefined) return imagenetPage(view);
      const named = view.synset === undefined ? undefined : synsetOf(view.synset);
      if (view.synset !== undefined && named === undefined) return nothingPage(view.synset);
      const word = view.word ?? name(named!);
      const synsets = synsetsOfForm(wordnet, word);
      const synset = named ?? synsets.find((each) => view.sensitive === true || !isSensitive(each)) ?? synsets[0];
      return synset === undefined ? nothingPage(word) : synsetPage(view, synset, word);
    },
    addressOfWord(query, word) {
      const { sensitive } = parseAddress(query);
      const gate = sensitive === undefined ? {} : { sensitive };
      return formatAddress(synsetOf(word) === undefined ? { word, ...gate } : { synset: word, ...gate });
    },
    isHidden: (query, synset) => parseAddress(query).sensitive !== true && isSensitive(synset),
  };
}

function intro(): HTMLElement {
  return h(
    "p",
    { class: "lead" },
    "ImageNet taught machines to see with a thousand nouns of WordNet, a dictionary in which every meaning is a kind of a wider one. Look up a word (",
    ...EXAMPLES.flatMap((word, i): Child[] => [i > 0 && ", ", h("a", { href: formatAddress({ word }) }, word)]),
    "), or walk down from the widest meaning of all.",
  );
}
