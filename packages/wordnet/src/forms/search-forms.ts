import { columnsOf } from "../compiled/columns-of.js";
import { foldForm } from "../compiled/fold.js";
import { searchForm } from "../compiled/form-rows.js";
import { rowText } from "../compiled/text-column.js";
import type { Wordnet } from "../wordnet.js";

export type SearchOptions = {
  /** The most forms to return. Default 20. */
  limit?: number;
};

/** Forms that begin with a prefix, in alphabetical order, for a search box. Case doesn't matter. */
export function completeForm(wordnet: Wordnet, prefix: string, { limit = 20 }: SearchOptions = {}): string[] {
  const { form } = columnsOf(wordnet);
  const folded = foldForm(prefix);
  const found: string[] = [];
  for (let row = searchForm(form, folded); row < wordnet.counts.forms && found.length < limit; row++) {
    const text = rowText(form, row);
    if (!foldForm(text).startsWith(folded)) break;
    found.push(text);
  }
  return found;
}

export type FuzzyOptions = SearchOptions & {
  /** The most edits (inserting, deleting or replacing a letter, or swapping two), from 1 to 3. Default 2. */
  maxEdits?: number;
};

/** A form, and how many edits it is away from what you asked for. */
export type FuzzyMatch = { form: string; edits: number };

/**
 * Forms within a few edits, the nearest first, for misspelt words. It reads all forms, which takes a few milliseconds. Case
 * doesn't matter.
 *
 * @see Damerau 1964, https://doi.org/10.1145/363958.363994 (optimal string alignment)
 */
export function findSimilarForms(
  wordnet: Wordnet,
  text: string,
  { limit = 20, maxEdits = 2 }: FuzzyOptions = {},
): FuzzyMatch[] {
  const { form } = columnsOf(wordnet);
  const wanted = foldForm(text);
  const most = Math.min(Math.max(maxEdits, 0), 3);
  const found: FuzzyMatch[] = [];
  for (let row = 0; row < wordnet.counts.forms; row++) {
    const bytes = form.offsets[row + 1]! - form.offsets[row]!;
    // A character has at most three bytes in all scripts in common use.
    if (bytes < wanted.length - most || bytes > (wanted.length + most) * 3) continue;
    const own = rowText(form, row);
    const edits = editDistance(wanted, foldForm(own), most);
    if (edits <= most) found.push({ form: own, edits });
  }
  return found.sort((a, b) => a.edits - b.edits).slice(0, limit);
}

/** Optimal string alignment distance, or `most + 1` when it is more than `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2]! + 1);
      row.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length]!, most + 1);
}
