import type { ScoreTable } from "./score-table.js";

/** A cell of the table, by the indices of its text and picture. */
export type Place = { readonly text: number; readonly picture: number };

const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: { text: -1, picture: 0 },
  ArrowDown: { text: 1, picture: 0 },
  ArrowLeft: { text: 0, picture: -1 },
  ArrowRight: { text: 0, picture: 1 },
};

/** The cell that Tab goes to: the one that was reached last, if it has a score, or else the first one that has. */
export function reachedPlace({ values }: ScoreTable, last: Place): Place | undefined {
  if (values[last.text]?.[last.picture] !== undefined) return last;
  const picture = values[0]?.findIndex((value) => value !== undefined) ?? -1;
  return picture < 0 ? undefined : { text: 0, picture };
}

/** Where an arrow key leads, over cells without a score; the same place at the edge, `undefined` for other keys. */
export function placeByKey(key: string, { values }: ScoreTable, from: Place | undefined): Place | undefined {
  const step = STEPS[key];
  if (step === undefined || from === undefined) return undefined;
  for (let at = from; ; ) {
    at = { text: at.text + step.text, picture: at.picture + step.picture };
    const row = values[at.text];
    if (row === undefined || at.picture < 0 || at.picture >= row.length) return from;
    if (row[at.picture] !== undefined) return at;
  }
}
