import { GUIDANCE, STEPS } from "./identities.js";
import { adjectives, type LeftOut, leftOutTitles, modelTitles, otherOccupations, skewedOccupations } from "./world.js";

export const sides = ["a", "b"] as const;
export type Side = (typeof sides)[number];

/** What a column shows. */
export type Choice = {
  readonly model: string;
  /** `""` for none. */
  readonly adjective: string;
  readonly profession: string;
  /** Of pictures that are drawn here. */
  readonly guidance: number;
  /** Of pictures that were made elsewhere: the sampler's settings as JSON. */
  readonly setting: string;
};

/** Everything that can be chosen on the page, and that is in its URL. */
export type Settings = Readonly<Record<Side, Choice>> & {
  /** The URL of a grid; `""` draws here. */
  readonly data: string;
  /** How many pictures a column has at most. */
  readonly count: number;
  /** The first seed; the others follow it. */
  readonly seed: number;
  readonly steps: number;
  /** How many clusters of pictures of people. */
  readonly clusters: number;
  /** The picture that is looked at: its side and its seed, such as `a3`; `""` for none. */
  readonly picture: string;
  /** By what pictures are found that are like it. */
  readonly alike: Alike;
  /** What a picture is drawn without, as if it hadn't been in the training data. */
  readonly without: LeftOut;
};

/** By the tiny CLIP, or by visual words. */
export type Alike = "clip" | "words";

export const guidances = [1, 3, 5, 7] as const;
export const clusterCounts = [4, 8, 12, 24] as const;
const limits = { count: [1, 60], seed: [0, 2 ** 31 - 1], steps: [1, 50] } as const;

const start: Choice = { model: "tiny", adjective: "", profession: "office worker", guidance: GUIDANCE, setting: "" };

export const initialSettings: Settings = {
  a: start,
  b: { ...start, model: "twin" },
  data: "",
  count: 12,
  seed: 0,
  steps: STEPS,
  clusters: 24,
  picture: "",
  alike: "clip",
  without: "women",
};

/** Reads a query such as `?a.profession=farmer&b.guidance=7`. What it doesn't know, and what can't be, it ignores. */
export function parseAddress(query: string): Settings {
  const given = new URLSearchParams(query);
  const whole = (name: keyof typeof limits): number => {
    const value = Number(given.get(name)?.trim() || Number.NaN);
    const [least, most] = limits[name];
    return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : initialSettings[name];
  };
  const one = (name: string, values: readonly number[], otherwise: number): number =>
    values.find((value) => String(value) === given.get(name)) ?? otherwise;
  const named = <Name extends string>(name: string, names: readonly Name[], otherwise: Name): Name =>
    names.find((each) => each === given.get(name)) ?? otherwise;
  const data = (given.get("data") ?? "").slice(0, 2000);
  const choice = (side: Side): Choice => {
    const first = initialSettings[side];
    // Another grid has names of its own.
    const text = (name: "model" | "adjective" | "profession" | "setting", known: readonly string[]): string => {
      const value = given.get(`${side}.${name}`)?.slice(0, 300) ?? first[name];
      return data !== "" || known.includes(value) ? value : first[name];
    };
    return {
      model: text("model", Object.keys(modelTitles)),
      adjective: text("adjective", adjectives),
      profession: text("profession", [...skewedOccupations, ...otherOccupations]),
      guidance: one(`${side}.guidance`, guidances, first.guidance),
      setting: text("setting", [""]),
    };
  };
  return {
    a: choice("a"),
    b: choice("b"),
    data,
    count: whole("count"),
    seed: whole("seed"),
    steps: whole("steps"),
    clusters: one("clusters", clusterCounts, initialSettings.clusters),
    picture: /^[ab]\d{1,10}$/.exec(given.get("picture") ?? "")?.[0] ?? "",
    alike: named("alike", ["clip", "words"], initialSettings.alike),
    without: named("without", Object.keys(leftOutTitles) as LeftOut[], initialSettings.without),
  };
}

/** The inverse: only what differs from the start; `?` if nothing does. */
export function formatAddress({ a, b, ...rest }: Settings): string {
  const parameters = new URLSearchParams();
  for (const [side, choice] of Object.entries({ a, b }) as [Side, Choice][]) {
    for (const [name, value] of Object.entries(choice)) {
      if (value !== initialSettings[side][name as keyof Choice]) parameters.set(`${side}.${name}`, String(value));
    }
  }
  for (const [name, value] of Object.entries(rest)) {
    if (value !== initialSettings[name as keyof typeof rest]) parameters.set(name, String(value));
  }
  return `?${parameters}`;
}
