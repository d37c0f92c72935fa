import type { DatasetMessages } from "./dataset.en.js";

export const datasetDe: DatasetMessages = {
  words: "Wörter im Text",
  search: "Suchen",
  facets: { domain: "Domain", LANGUAGE: "Sprache" },
  all: "alle",
  value: (value, written) => `${value} (${written})`,
  noLanguage: "nicht sicher",
  sample: (count, written, all) =>
    count === 1 ? `1 von ${all} Paaren, zufällig gewählt` : `${written} von ${all} Paaren, zufällig gewählt`,
  found: (count, written, words) => (count === 1 ? `1 Paar mit „${words}“` : `${written} Paare mit „${words}“`),
  foundMore: (written, words) => `Die ersten ${written} Paare mit „${words}“`,
  among: "nur mit der gewählten Domain oder Sprache",
  others: "Andere zeigen",
  more: "Mehr zeigen",
  pairs: "Paare",
  remote: "Dieser Datensatz hat keine Bilder, nur ihre Adressen.",
};
