/** Characters of one entry, synset or other child of a lexicon. The longest of Open English WordNet 2025 has 17,000. */
export const MAX_ELEMENT_LENGTH: number = 1 << 20;

/** Characters of one tag with its attributes. Members of a synset are listed in one: some hundred ids in real ones. */
export const MAX_TAG_LENGTH: number = 1 << 16;

/** Elements within elements, the lexicon's child counted as 1. WN-LMF goes to 4 (entry, form, pronunciation). */
export const MAX_DEPTH = 8;

/** Lexicons in a file; the largest collections have a few hundred. The index of a lexicon has one byte or two. */
export const MAX_LEXICONS = 4096;
