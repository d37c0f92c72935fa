/** Characters of one entry, synset or other child of a lexicon. The longest of Open English WordNet 2025 has 17,000. */
export const MAX_ELEMENT_LENGTH: number = 1 << 20;

/**
 * Characters of one tag with its attributes. The members of a synset are listed in one: a few hundred ids in real files.
 */
export const MAX_TAG_LENGTH: number = 1 << 16;

/** The depth of nested elements, where the lexicon's child is 1. WN-LMF needs 4 (entry, form, pronunciation). */
export const MAX_DEPTH = 8;

/** Lexicons in a file; the largest collections have a few hundred. The index of a lexicon takes one or two bytes. */
export const MAX_LEXICONS = 4096;
