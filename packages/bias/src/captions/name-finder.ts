import { foldedWords, type TermMatch, termFinder } from "@alt2img/core/terms";
import { biasError } from "../bias-error.js";
import type { TermSets } from "./caption.js";

/** Which of the named term sets a text has terms of. */
export type NameFinder = {
  readonly names: readonly string[];
  /** The indices of the names, without repetitions, and where the terms are. */
  find(text: string): { readonly found: ReadonlySet<number>; readonly matches: readonly TermMatch[] };
};

/** @throws Alt2imgError `bias/sets` if there is no set or an empty one; `core/term` */
export function nameFinder(sets: TermSets, what: string): NameFinder {
  const names = Object.keys(sets);
  if (names.length === 0) throw biasError("sets", `There are no ${what}; give at least one list of terms.`);
  const namesOf = new Map<string, number[]>();
  for (const [i, [name, terms]] of Object.entries(sets).entries()) {
    if (terms.length === 0) throw biasError("sets", `“${name}” of the ${what} has no terms; give at least one.`);
    for (const term of new Set(terms.map(folded))) namesOf.set(term, [...(namesOf.get(term) ?? []), i]);
  }
  const find = termFinder(Object.values(sets).flat());
  return {
    names,
    find(text) {
      const matches = find(text);
      return { found: new Set(matches.flatMap(({ term }) => namesOf.get(folded(term)) ?? [])), matches };
    },
  };
}

/** The same for terms that `termFinder` doesn't tell apart. */
const folded = (term: string): string =>
  foldedWords(term)
    .map(({ word }) => word)
    .join(" ");
