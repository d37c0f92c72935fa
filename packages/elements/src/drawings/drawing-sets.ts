import described from "./sets.json" with { type: "json" };
import { type SetName, setNames } from "./sheets.js";

/** Drawings that the tiny models learned from, 32 × 32 pixels each, on white. Plain data. */
export type DrawingSet = {
  /** What each is called. */
  readonly names: readonly string[];
  /** What kind of thing each shows; `""` if there are few of it. */
  readonly kindOf: readonly string[];
  /** The kinds, once each. */
  readonly kinds: readonly string[];
  /** The row of each in the tiny training set. */
  readonly rows: readonly number[];
};

export const drawingSets = Object.fromEntries(
  setNames.map((name) => {
    const { names, kinds, rows } = described.sets[name];
    return [name, { names, kindOf: kinds, kinds: [...new Set(kinds)].filter((kind) => kind !== ""), rows }];
  }),
) as unknown as Readonly<Record<SetName, DrawingSet>>;

/** The indices of the drawings of a kind; all of them for `""`. */
export function indicesOf(set: SetName, kind: string): number[] {
  const { kindOf } = drawingSets[set];
  return [...kindOf.keys()].filter((i) => kind === "" || kindOf[i] === kind);
}
