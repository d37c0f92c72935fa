import described from "./sets.json" with { type: "json" };

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

/** The sets that come with the elements. */
export type SetName = "animals" | "faces" | "food";

/** Height and width of a drawing, in pixels. */
export const SIDE: number = described.side;
/** Drawings in a row of a set's file. */
export const COLUMNS: number = described.columns;

export const setNames: readonly SetName[] = Object.keys(described.sets) as SetName[];

export const drawingSets = Object.fromEntries(
  setNames.map((name) => {
    const { names, kinds, rows } = described.sets[name];
    return [name, { names, kindOf: kinds, kinds: [...new Set(kinds)].filter((kind) => kind !== ""), rows }];
  }),
) as unknown as Readonly<Record<SetName, DrawingSet>>;
