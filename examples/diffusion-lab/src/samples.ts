import described from "../samples/sets.json" with { type: "json" };

/** The drawings of a set. Plain data. */
export type SampleSet = {
  /** What each is called. */
  readonly names: readonly string[];
  /** What kind of thing each shows; `""` if there are few of it. */
  readonly kindOf: readonly string[];
  /** The kinds, once each. */
  readonly kinds: readonly string[];
};

export type SetName = keyof typeof described.sets;

/** Height and width of a drawing, in pixels. */
export const SIDE: number = described.side;
/** Drawings in a row of a set's file. */
export const COLUMNS: number = described.columns;

const setNames = Object.keys(described.sets) as SetName[];

export const sampleSets = Object.fromEntries(
  setNames.map((name) => {
    const { names, kinds } = described.sets[name];
    return [name, { names, kindOf: kinds, kinds: [...new Set(kinds)].filter((kind) => kind !== "") }];
  }),
) as unknown as Readonly<Record<SetName, SampleSet>>;
