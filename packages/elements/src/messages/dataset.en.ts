import type { FacetColumn } from "../dataset/browse.js";

/** What `alt2img-dataset` says. Counts come as the language writes them, after the number itself. */
export type DatasetMessages = {
  readonly words: string;
  readonly search: string;
  readonly facets: Readonly<Record<FacetColumn, string>>;
  readonly all: string;
  readonly value: (value: string, written: string) => string;
  readonly noLanguage: string;
  readonly sample: (count: number, written: string, all: string) => string;
  readonly found: (count: number, written: string, words: string) => string;
  readonly foundMore: (written: string, words: string) => string;
  readonly among: string;
  readonly others: string;
  readonly more: string;
  readonly pairs: string;
  readonly remote: string;
};

export const datasetEn: DatasetMessages = {
  words: "Words in the text",
  search: "Search",
  facets: { domain: "Domain", LANGUAGE: "Language" },
  all: "all",
  value: (value, written) => `${value} (${written})`,
  noLanguage: "not certain",
  sample: (count, written, all) =>
    count === 1 ? `1 of ${all} pairs, picked at random` : `${written} of ${all} pairs, picked at random`,
  found: (count, written, words) => (count === 1 ? `1 pair with “${words}”` : `${written} pairs with “${words}”`),
  foundMore: (written, words) => `The first ${written} pairs with “${words}”`,
  among: "only with the chosen domain or language",
  others: "Show others",
  more: "Show more",
  pairs: "Pairs",
  remote: "This dataset has no pictures, only their addresses.",
};
