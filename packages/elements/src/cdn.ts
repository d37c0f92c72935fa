/** The module of each element, by its tag: the type check finds one that is missing. */
const modules = {
  "alt2img-alt-decision-tree": () => import("./alt-decision-tree/alt-decision-tree-element.js"),
  "alt2img-alt-text": () => import("./alt-text/alt-text-element.js"),
  "alt2img-amplification": () => import("./amplification/amplification-element.js"),
  "alt2img-as-you-type": () => import("./as-you-type/as-you-type-element.js"),
  "alt2img-attribution": () => import("./attribution/attribution-element.js"),
  "alt2img-bias-grid": () => import("./bias-grid/bias-grid-element.js"),
  "alt2img-clip-explanation": () => import("./clip-explanation/clip-explanation-element.js"),
  "alt2img-clip-matrix": () => import("./clip-matrix/clip-matrix-element.js"),
  "alt2img-dataset": () => import("./dataset/dataset-element.js"),
  "alt2img-dataset-map": () => import("./dataset-map/dataset-map-element.js"),
  "alt2img-denoising-strip": () => import("./denoising-strip/denoising-strip-element.js"),
  "alt2img-forward-noise": () => import("./forward-noise/forward-noise-element.js"),
  "alt2img-funnel": () => import("./funnel/funnel-element.js"),
  "alt2img-imagenet-icicle": () => import("./imagenet-icicle/imagenet-icicle-element.js"),
  "alt2img-sampler-comparison": () => import("./sampler-comparison/sampler-comparison-element.js"),
  "alt2img-synset-graph": () => import("./synset-graph/synset-graph-element.js"),
  "alt2img-tokens": () => import("./tokens/tokens-element.js"),
  "alt2img-trajectories": () => import("./trajectories/trajectories-element.js"),
  "alt2img-warc": () => import("./warc/warc-element.js"),
} satisfies Record<Extract<keyof HTMLElementTagNameMap, `alt2img-${string}`>, () => Promise<object>>;

/** Those whose tag wasn't there yet. */
const waiting = new Map<string, () => Promise<object>>(Object.entries(modules));
let failures = 0;

/** Fetches the element with this tag, unless it is here or on its way. */
async function fetchElement(tag: string): Promise<void> {
  const load = waiting.get(tag);
  if (load === undefined) return;
  waiting.delete(tag);
  try {
    await load();
  } catch (error) {
    // Chromium remembers that a module failed, by its address: only another address is fetched again. Those of the files that elements
    // share can't be changed here.
    const again = new URL(`${tag.slice("alt2img-".length)}.js?again=${++failures}`, import.meta.url).href;
    waiting.set(tag, () => import(again));
    // biome-ignore lint/suspicious/noConsole: there is no caller who could be told.
    console.error(
      `<${tag}> couldn’t be loaded. It is tried again when the tag is added again, or when the connection is back. Load the page again if that doesn’t help; its Content-Security-Policy has to allow scripts from ${new URL(".", import.meta.url).href}`,
      error,
    );
  }
}

function lookIn(part: ParentNode): void {
  if (waiting.size === 0) return;
  for (const { localName } of part.querySelectorAll([...waiting.keys()].join())) void fetchElement(localName);
}

/*
 * The script of a page without a bundler: it fetches an element as soon as its tag is in the document, or is added to it; an element that
 * isn't there is never fetched.
 */
new MutationObserver((records) => {
  for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (!(node instanceof Element)) continue;
    void fetchElement(node.localName);
    lookIn(node);
  }
}).observe(document, { childList: true, subtree: true });
lookIn(document);
addEventListener("online", () => lookIn(document));
