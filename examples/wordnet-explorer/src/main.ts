import { byId } from "@alt2img/example-shared/element";
import { loadPrinceton } from "./load.js";
import { createPages } from "./pages.js";
import { connectSearchBox } from "./search-box.js";

const status = byId("status", HTMLParagraphElement);
const content = byId("content", HTMLElement);
const input = byId("word", HTMLInputElement);

try {
  start(await loadPrinceton());
} catch (error) {
  status.textContent = `WordNet couldn't be loaded. ${error instanceof Error ? error.message : String(error)}`;
}

function start({ wordnet, taxonomy }: Awaited<ReturnType<typeof loadPrinceton>>): void {
  const pages = createPages(taxonomy, (address) => go(address));
  let page: ReturnType<typeof pages.pageOf> | undefined;
  let shown: string | undefined;

  const show = (query: string): void => {
    shown = query;
    page = pages.pageOf(query);
    document.title = `${page.title} – WordNet explorer`;
    content.replaceChildren(page.element);
    page.draw();
    input.value = page.word ?? "";
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
    isHidden: (synset) => pages.isHidden(location.search, synset),
    onWord: (word) => go(pages.addressOfWord(location.search, word)),
  });
  // Links within the page are followed without reloading it; the browser handles those in new windows.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const address = link?.getAttribute("href") ?? "";
    if (!address.startsWith("?") || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(address);
  });
  addEventListener("popstate", () => {
    // Links to an anchor on the page come here, too.
    if (location.search !== shown) show(location.search);
  });
  let width = content.clientWidth;
  new ResizeObserver(() => {
    if (content.clientWidth !== width) page?.draw();
    width = content.clientWidth;
  }).observe(content);
  show(location.search);
}
