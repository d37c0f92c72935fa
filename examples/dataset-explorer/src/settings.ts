import { formatWindow, parseWindow, type Window } from "@alt2img/elements/dataset-map/map-window";
import { formatRules, parseRules, type RuleSettings } from "@alt2img/elements/funnel/pairs-funnel";

/** Everything that can be chosen on the page, and that is in its URL. */
export type Settings = {
  /** `tiny`, `made-up`, or the URL of a file or a dataset. */
  readonly data: string;
  readonly rules: Readonly<RuleSettings>;
  /** How “Who disappears” groups the pairs. */
  readonly group: string;
  /** Only pairs of these groups are shown: the names, by the way of grouping. */
  readonly only: Readonly<Record<string, string>>;
  /** Words to look for in the texts, or in the pictures by CLIP. */
  readonly words: string;
  readonly by: "words" | "meaning";
  /** The pair whose picture is searched for; `-1` for none. */
  readonly like: number;
  /** Of which pairs a sample is shown. */
  readonly seed: number;
  /** Which pairs are listed first: `chance`, or those nearest to the threshold of a rule. */
  readonly order: string;
  /** The identity terms; `undefined` for the page's own. */
  readonly terms: readonly string[] | undefined;
  /** The part of the map that is shown; `undefined` without a map. */
  readonly map: Window | undefined;
  /** The address or domain of “Was this trained on?”. */
  readonly ask: string;
};

export const initialSettings: Settings = {
  data: "tiny",
  rules: { duplicates: true, text: 5, similarity: 0.15 },
  group: "language",
  only: {},
  words: "",
  by: "words",
  like: -1,
  seed: 1,
  order: "chance",
  terms: undefined,
  map: undefined,
  ask: "",
};

const MOST_NUMBER = 2 ** 31;
const MOST_TERMS = 4000;

/** Between identity terms. */
export const TERM_SEPARATOR: RegExp = /[\s,]+/;

/** Reads a query such as `?rules=text:5,similarity:0.2`. What it doesn't know, and what can't be, it ignores. */
export function parseAddress(query: string): Settings {
  const given = new URLSearchParams(query);
  const rules = given.get("rules");
  const whole = (name: "seed" | "like"): number => {
    const value = Number(given.get(name)?.trim() || Number.NaN);
    return Number.isInteger(value) && value >= 0 && value < MOST_NUMBER ? value : initialSettings[name];
  };
  const only: [string, string][] = [];
  for (const [name, value] of given) if (name.startsWith("only.")) only.push([name.slice(5), value.slice(0, 200)]);
  return {
    data: (given.get("data") || initialSettings.data).slice(0, 2000),
    rules: rules === null ? initialSettings.rules : parseRules(rules),
    group: (given.get("group") || initialSettings.group).slice(0, 100),
    only: Object.fromEntries(only),
    words: (given.get("words") ?? "").slice(0, 200),
    by: given.get("by") === "meaning" ? "meaning" : "words",
    like: whole("like"),
    seed: whole("seed"),
    order: (given.get("order") || initialSettings.order).slice(0, 100),
    terms: given.get("terms")?.slice(0, MOST_TERMS).split(TERM_SEPARATOR).filter(Boolean),
    map: parseWindow(given.get("map") ?? ""),
    ask: (given.get("ask") ?? "").slice(0, 2000),
  };
}

/** The inverse: only what differs from the start; `?` if nothing does. */
export function formatAddress({ rules, only, terms, map, ...rest }: Settings): string {
  const parameters = new URLSearchParams();
  const written = formatRules(rules);
  if (written !== formatRules(initialSettings.rules)) parameters.set("rules", written);
  for (const [name, value] of Object.entries(only)) parameters.set(`only.${name}`, value);
  for (const [name, value] of Object.entries(rest)) {
    if (value !== initialSettings[name as keyof typeof rest]) parameters.set(name, String(value));
  }
  if (terms !== undefined) parameters.set("terms", terms.join(" "));
  if (map !== undefined) parameters.set("map", formatWindow(map));
  return `?${parameters}`;
}
