import { columnsOf } from "../compiled/columns-of.js";
import { rowText } from "../compiled/text-column.js";
import { derived } from "../derived.js";
import { findWords, lemmaWords } from "../look-up/find-words.js";
import type { PartOfSpeech } from "../part-of-speech.js";
import { lemma, wordPartOfSpeech } from "../senses/sense-facts.js";
import type { Word, Wordnet } from "../wordnet.js";

/** A lemma that a form can belong to. */
export type Lemmatization = { lemma: string; partOfSpeech: PartOfSpeech; words: Word[] };

export type LemmatizeOptions = {
  /** Only this one. `a` gives all adjectives, `s` only those that have a satellite among their senses. */
  partOfSpeech?: PartOfSpeech | undefined;
  /** Whose suffix rules: NLTK's Morphy (default), `wn`'s, which has some more, or Princeton's own. */
  rules?: "nltk" | "wn" | "princeton";
};

type RuleSet = NonNullable<LemmatizeOptions["rules"]>;
type Rule = readonly [suffix: string, ending: string, systems: readonly RuleSet[]];

const all = ["princeton", "nltk", "wn"] as const;

/**
 * Morphy's rules of detachment, with the systems that have each.
 *
 * @see https://wordnet.princeton.edu/documentation/morphy7wn
 */
export const detachmentRules: Readonly<Record<"n" | "v" | "a" | "r", readonly Rule[]>> = {
  n: [
    ["s", "", all],
    ["ces", "x", ["wn"]],
    ["ses", "s", all],
    ["ves", "f", ["nltk", "wn"]],
    ["ives", "ife", ["wn"]],
    ["xes", "x", all],
    ["xes", "xis", ["wn"]],
    ["zes", "z", all],
    ["ches", "ch", all],
    ["shes", "sh", all],
    ["men", "man", all],
    ["ies", "y", all],
  ],
  v: [
    ["s", "", all],
    ["ies", "y", all],
    ["es", "e", all],
    ["es", "", all],
    ["ed", "e", all],
    ["ed", "", all],
    ["ing", "e", all],
    ["ing", "", all],
  ],
  a: [
    ["er", "", all],
    ["est", "", all],
    ["er", "e", all],
    ["est", "e", all],
  ],
  r: [],
};

/**
 * Morphy: the lemmas of this WordNet that a form can belong to, the form itself first. If a form is in the list of
 * exceptions (`mice`), NLTK's and Princeton's Morphy use only that list; `wn`'s tries the rules too. Forms that the lexicon
 * itself lists (WN-LMF's `Form`) are exceptions too. It returns only lemmas that the lexicon has.
 *
 * @example
 * ```ts no-run
 * lemmatize(wordnet, "mice").map(({ lemma }) => lemma); // ["mouse"]
 * ```
 */
export function lemmatize(
  wordnet: Wordnet,
  form: string,
  { partOfSpeech, rules = "nltk" }: LemmatizeOptions = {},
): Lemmatization[] {
  const found: Lemmatization[] = [];
  for (const letter of ["n", "v", "a", "r"] as const) {
    const wanted = partOfSpeech === "s" && letter === "a" ? "s" : letter;
    if (partOfSpeech !== undefined && partOfSpeech !== wanted) continue;
    for (const candidate of candidates(wordnet, form, letter, rules)) {
      const words = lemmaWords(wordnet, candidate, { partOfSpeech: wanted, caseSensitive: rules === "wn" });
      if (words.length > 0) found.push({ lemma: candidate, partOfSpeech: wanted, words });
    }
  }
  return found;
}

function candidates(wordnet: Wordnet, form: string, letter: "n" | "v" | "a" | "r", rules: RuleSet): Set<string> {
  const spaced = form.replaceAll("_", " ");
  const lowerCase = spaced.toLowerCase();
  const given = new Set([rules === "wn" ? spaced : lowerCase]);
  const exceptional = exceptionsOf(wordnet).get(`${letter} ${lowerCase}`) ?? [];
  const listed = findWords(wordnet, spaced, { partOfSpeech: letter, caseSensitive: rules === "wn" })
    .filter((word) => wordPartOfSpeech(wordnet, word) !== "s" || letter === "a")
    .map((word) => lemma(wordnet, word));
  for (const each of [...exceptional, ...(rules === "wn" ? listed : listed.map((text) => text.toLowerCase()))]) {
    given.add(each);
  }
  if (exceptional.length > 0 && rules !== "wn") return given;
  const base = rules === "wn" ? spaced : lowerCase;
  for (const [suffix, ending, systems] of detachmentRules[letter]) {
    if (!systems.includes(rules) || !base.endsWith(suffix)) continue;
    // `wn` doesn't replace a whole word.
    if (rules === "wn" && base.length === suffix.length) continue;
    given.add(base.slice(0, base.length - suffix.length) + ending);
  }
  return given;
}

/** Lemmas by part of speech and form: `n mice`. */
export const exceptionsOf: (wordnet: Wordnet) => ReadonlyMap<string, readonly string[]> =
  /* @__PURE__ */ derived(exceptions);

/** Lemmas by part of speech and form, from Princeton's `*.exc`. */
function exceptions(wordnet: Wordnet): ReadonlyMap<string, readonly string[]> {
  const { exception } = columnsOf(wordnet);
  const found = new Map<string, string[]>();
  for (let row = 0; exception !== undefined && row + 1 < exception.offsets.length; row++) {
    const [letter = "", form = "", ...lemmas] = rowText(exception, row).split("\t");
    found.set(`${letter} ${form}`, lemmas);
  }
  return found;
}
