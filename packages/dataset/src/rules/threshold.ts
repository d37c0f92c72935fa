import { Alt2imgError } from "@alt2img/core";

/** What a rule measures: a number, or a name such as a language. */
export type RuleValue = number | string;

/** Which values a rule keeps: numbers on one side of a bound, or the names in a list (or outside it). Plain data. */
export type Threshold =
  | { readonly atLeast: number }
  | { readonly above: number }
  | { readonly atMost: number }
  | { readonly below: number }
  | { readonly oneOf: readonly string[] }
  | { readonly noneOf: readonly string[] };

const numberKinds = ["atLeast", "above", "atMost", "below"] as const;
const listKinds = ["oneOf", "noneOf"] as const;
type NumberKind = (typeof numberKinds)[number];

/** A threshold in the form in which it is applied. */
export type CheckedThreshold =
  | { kind: NumberKind; bound: number }
  | { kind: (typeof listKinds)[number]; names: ReadonlySet<string> };

/**
 * @param range the least and the greatest bound that the rule's values allow
 * @throws Alt2imgError `dataset/threshold` for anything but one finite bound within `range`, or one list of names
 */
export function checkThreshold(
  threshold: Threshold,
  name: string,
  [least, greatest]: readonly [number, number] = [-Infinity, Infinity],
): CheckedThreshold {
  const entries: [string, unknown][] =
    typeof threshold === "object" && threshold !== null ? Object.entries(threshold) : [];
  const [entry, ...others] = entries.filter(([, value]) => value !== undefined);
  if (entry !== undefined && others.length === 0) {
    const [key, value] = entry;
    const kind = numberKinds.find((known) => known === key);
    if (kind !== undefined && typeof value === "number" && Number.isFinite(value)) {
      if (value >= least && value <= greatest) return { kind, bound: value };
      const range = greatest === Infinity ? `${least} or more` : `from ${least} to ${greatest}`;
      throw new Alt2imgError("dataset/threshold", `The threshold of “${name}” is ${value}; it must be ${range}.`);
    }
    const list = listKinds.find((known) => known === key);
    if (list !== undefined && Array.isArray(value) && value.every((item) => typeof item === "string")) {
      return { kind: list, names: new Set(value) };
    }
  }
  throw new Alt2imgError(
    "dataset/threshold",
    `The threshold of “${name}” is ${JSON.stringify(threshold)}; it must have one of ${numberKinds.join(", ")} with a finite number, or ${listKinds.join(" or ")} with a list of strings.`,
  );
}

/** Whether a value, which must be of the threshold's type, is on the side that is kept. */
export function meets(threshold: CheckedThreshold, value: RuleValue): boolean {
  if ("names" in threshold) return threshold.names.has(String(value)) === (threshold.kind === "oneOf");
  return isWithin(threshold.kind, threshold.bound, Number(value));
}

function isWithin(kind: NumberKind, bound: number, value: number): boolean {
  switch (kind) {
    case "atLeast":
      return value >= bound;
    case "above":
      return value > bound;
    case "atMost":
      return value <= bound;
    case "below":
      return value < bound;
  }
}

const MISSED: Record<NumberKind, string> = {
  atLeast: "is below",
  above: "isn't above",
  atMost: "is above",
  below: "isn't below",
};

/** Why a value isn't kept: `similarity 0.21 is below 0.28`, `language “de” isn't “en”`. */
export function whyMissed(threshold: CheckedThreshold, quantity: string, value: RuleValue): string {
  if (!("names" in threshold)) {
    return `${quantity} ${figure(Number(value), threshold.bound)} ${MISSED[threshold.kind]} ${threshold.bound}`;
  }
  if (threshold.kind === "noneOf") return `${quantity} is “${value}”`;
  const names = [...threshold.names].map((name) => `“${name}”`);
  return `${quantity} “${value}” isn't ${names.length === 1 ? "" : "one of "}${names.join(", ")}`;
}

/** Three significant digits, or as many as it takes to tell the value from the bound. */
function figure(value: number, bound: number): string {
  if (Number.isInteger(value)) return String(value);
  for (let digits = 3; digits <= 17; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.sign(rounded - bound) === Math.sign(value - bound)) return String(rounded);
  }
  return String(value);
}
