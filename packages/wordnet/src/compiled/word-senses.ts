import type { Sense, Synset } from "../wordnet.js";
import type { Columns } from "./columns-of.js";
import { rowOfItem } from "./offsets.js";

/** The senses of a word in order: from the list of all words, or, for the first few calls, by a search. */
export function sensesOfWord(columns: Columns, word: number): Sense[] {
  if (isAskedOften(columns)) {
    const { starts, rows } = columns.wordSenses;
    const senses: Sense[] = [];
    for (let i = starts[word]!; i < starts[word + 1]!; i++) senses.push(rows[i]! as Sense);
    return senses;
  }
  const { senseWord, senseRank } = columns;
  const senses: Sense[] = [];
  for (let sense = senseWord.indexOf(word); sense !== -1; sense = senseWord.indexOf(word, sense + 1)) {
    senses.push(sense as Sense);
  }
  return senses.sort((a, b) => senseRank[a]! - senseRank[b]!);
}

/** The synset of a sense. */
export function synsetOfSense(columns: Columns, sense: number): Synset {
  return (isAskedOften(columns) ? columns.senseSynset[sense]! : rowOfItem(columns.synsetSenses, sense)) as Synset;
}

function isAskedOften({ formIndex }: Columns): boolean {
  return formIndex.table !== undefined;
}
