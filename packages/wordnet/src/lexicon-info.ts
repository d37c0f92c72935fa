/** What a lexicon says about itself, with the names of WN-LMF. */
export type LexiconInfo = {
  /** For example `oewn`, or `pwn` for Princeton's WordNet. */
  id: string;
  label: string;
  /** BCP 47. */
  language: string;
  version: string;
  license: string;
  email?: string;
  url?: string;
  citation?: string;
  logo?: string;
  /** The lexicon that this one extends. */
  extends?: LexiconReference;
  /** Lexicons that this one needs. */
  requires?: LexiconReference[];
  /** Dublin Core and other metadata, by attribute. */
  metadata?: Record<string, string>;
};

export type LexiconReference = { id: string; version: string; url?: string };
