/** What a lexicon says of itself; the names are those of WN-LMF. */
export type LexiconInfo = {
  /** Such as `oewn`, or `pwn` for Princeton's. */
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
  /** The lexicon that this one adds to. */
  extends?: LexiconReference;
  /** Lexicons that this one needs. */
  requires?: LexiconReference[];
  /** Dublin Core and other metadata, by attribute. */
  metadata?: Record<string, string>;
};

export type LexiconReference = { id: string; version: string; url?: string };
