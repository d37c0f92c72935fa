/** What all elements say. */
export type BaseMessages = {
  readonly problem: string;
  /** What to do, by an error's code. */
  readonly hints: Readonly<Record<string, string>>;
  readonly loading: string;
  /** @param share between 0 and 1, written as a percentage */
  readonly loadingShare: (share: string) => string;
};

export const baseEn: BaseMessages = {
  problem: "This doesn’t work",
  hints: {
    "core/worker":
      "The computation runs in a worker. Does the page’s Content-Security-Policy allow workers (worker-src blob: and the server of this script)?",
    "core/unreachable":
      "A file that is needed couldn’t be fetched. Check the connection, and try again or load this page again. If that doesn’t help, its address may be wrong.",
    "elements/webassembly":
      "This browser can’t run WebAssembly, which the model needs. Allow it in the browser’s settings, or open the page in another browser.",
    "elements/attribute": "The author of this page has to change an attribute of the element.",
    "elements/memory": "There isn’t enough memory. Close other tabs and pages, and load this page again.",
    "tiny/not-installed": "The author of this page has to install the package that has the data.",
    "wordnet/asset": "WordNet couldn’t be fetched. Check the connection, and try again or load this page again.",
  },
  loading: "Loading …",
  loadingShare: (share) => `Loading … ${share}`,
};
