import { findSimilarForms, findSynset, lemmas, type Synset, synsetId } from "@alt2img/wordnet";
import { formatAddress, parseAddress, type View } from "./address.js";
import { classGraph } from "./class-graph.js";
import { byId, type Child, h } from "./element.js";
import { imagenetView } from "./imagenet-view.js";
import { loadPrinceton } from "./load.js";
import { connectSearchBox } from "./search-box.js";
import { synsetsOfWord, synsetView } from "./synset-view.js";
import { synsetByWnid, wnid } from "./wnid.js";

type Page = { title: string; element: HTMLElement; draw: () => void };

const status = byId("status", HTMLParagraphElement);
const content = byId("content", HTMLElement);
const input = byId("word", HTMLInputElement);

try {
  start(await loadPrinceton());
} catch (error) {
  status.textContent = `WordNet could not be loaded. ${error instanceof Error ? error.message : String(error)}`;
}

function start({ wordnet, taxonomy }: Awaited<ReturnType<typeof loadPrinceton>>): void {
  const isHidden = (_: Synset): boolean => false;
  const graph = classGraph(taxonomy);
  let page: Page | undefined;
  let shown: string | undefined;

  const hrefOf = (synset: Synset): string => formatAddress({ synset: synsetId(wordnet, synset) });

  /** By an id of ImageNet's or of WordNet's, a sense key, an ILI, or a name as in NLTK. */
  const synsetOf = (reference: string): Synset | undefined =>
    synsetByWnid(wordnet, reference) ?? findSynset(wordnet, reference);

  const pageOf = (view: View): Page => {
    if (view.imagenet !== undefined) return imagenetPage(view);
    const named = view.synset === undefined ? undefined : synsetOf(view.synset);
    if (view.synset !== undefined && named === undefined) return nothingPage(view.synset);
    if (named === undefined && view.word === undefined) return imagenetPage({ imagenet: "" });
    const word = view.word ?? lemmas(wordnet, named!)[0]!;
    const synset = named ?? synsetsOfWord(wordnet, word).find((each) => !isHidden(each));
    return synset === undefined ? nothingPage(word) : synsetPage(synset, word);
  };

  const synsetPage = (synset: Synset, word: string): Page => {
    const hrefOfSense = (sense: Synset): string => formatAddress({ word, synset: synsetId(wordnet, sense) });
    const id = wnid(wordnet, synset);
    const notes: Child[] =
      graph.count(synset) > 0
        ? [h("p", {}, h("a", { href: formatAddress({ imagenet: id ?? "" }) }, "In ImageNet’s tree"))]
        : [];
    return {
      title: `${lemmas(wordnet, synset)[0]}, sense of ${word}`,
      ...synsetView({ taxonomy, synset, word, isHidden, hrefOf, hrefOfSense, notes }),
    };
  };

  const imagenetPage = ({ imagenet = "" }: View): Page => {
    const top = synsetByWnid(wordnet, imagenet) ?? graph.root;
    return {
      title: `${lemmas(wordnet, top)[0]} in ImageNet`,
      ...imagenetView({
        taxonomy,
        graph,
        top,
        classes: "1k",
        hrefOfSynset: hrefOf,
        hrefOfTop: (synset) => formatAddress({ imagenet: wnid(wordnet, synset) ?? "" }),
        hrefOfClasses: () => "?imagenet",
        notes: [],
      }),
    };
  };

  const nothingPage = (asked: string): Page => {
    const similar = findSimilarForms(wordnet, asked, { limit: 8 }).map(({ form }) => form);
    const links = similar.map((form) => h("li", {}, h("a", { href: formatAddress({ word: form }) }, form)));
    return {
      title: "Not found",
      element: h(
        "article",
        { class: "nothing" },
        h("h2", { tabindex: -1 }, `WordNet has no “${asked}”`),
        ...(links.length > 0 ? [h("p", {}, "Words that are written alike:"), h("ul", {}, ...links)] : []),
      ),
      draw: () => {},
    };
  };

  const show = (query: string): void => {
    shown = query;
    const view = parseAddress(query);
    page = pageOf(view);
    document.title = `${page.title} – WordNet explorer`;
    content.replaceChildren(page.element);
    page.draw();
    input.value = view.word ?? "";
    status.textContent = "";
  };

  const go = (address: string): void => {
    history.pushState(null, "", address);
    show(location.search);
    content.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  };

  connectSearchBox(byId("search", HTMLFormElement), input, byId("suggestions", HTMLUListElement), {
    wordnet,
    isHidden,
    onWord: (word) => go(formatAddress(synsetOf(word) === undefined ? { word } : { synset: word })),
  });
  // Links within the page are followed without loading it again; those in new windows are the browser's.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const address = link?.getAttribute("href") ?? "";
    if (!address.startsWith("?") || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(address);
  });
  addEventListener("popstate", () => {
    // Links to a place within the page come here as well.
    if (location.search !== shown) show(location.search);
  });
  let width = content.clientWidth;
  new ResizeObserver(() => {
    if (content.clientWidth !== width) page?.draw();
    width = content.clientWidth;
  }).observe(content);
  show(location.search);
}
