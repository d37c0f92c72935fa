import { type ShareInterval, wilsonInterval } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { type Adjustment, adjustPValues } from "../statistics/adjust-p-values.js";
import type { Interval } from "../statistics/bootstrap-interval.js";
import { type FourfoldTable, type IndependenceTestName, independenceTest } from "../statistics/independence-test.js";
import { normalQuantile } from "../statistics/normal.js";
import type { PlaceCount, TermCounts } from "./count-together.js";

export type CoOccurrenceOptions = {
  /** Default `"auto"`. */
  readonly test?: IndependenceTestName | undefined;
  /** Of the p-values of all pairs. Default `"holm"`. */
  readonly adjustment?: Adjustment | undefined;
  /** The intervals' confidence level, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
};

/** How a group and an attribute go together in captions. Plain data. */
export type CoOccurrence = {
  readonly group: string;
  readonly attribute: string;
  /** How many captions there are in all, with the group, with the attribute, and with both. */
  readonly n: { readonly captions: number; readonly group: number; readonly attribute: number; readonly both: number };
  /** How many would have both by chance. */
  readonly expected: number;
  /** The share of the attribute's captions that have the group, with Wilson's interval. */
  readonly share: ShareInterval;
  /** Pointwise mutual information in bits: 1 if both go together twice as often as by chance. Left out if they never do. */
  readonly pmi?: number;
  /** Of `pmi`. Its lower end is −∞ if they never go together. */
  readonly interval: Interval;
  /** Normalised pointwise mutual information: −1 if they never go together, 0 by chance, 1 if neither is without the other. */
  readonly npmi: number;
  readonly npmiInterval: Interval;
  /** Two-sided, of the hypothesis that they are independent of each other. */
  readonly pValue: number;
  readonly test: "g" | "fisher";
  /** The same, corrected for the number of pairs. */
  readonly adjustedPValue: number;
  /** Where the captions with both are from, the largest first. */
  readonly places: readonly PlaceCount[];
  readonly warnings: readonly string[];
};

/**
 * Which groups and attributes go together in captions more, or less, than chance gives.
 *
 *     PMI = log2(p(group, attribute) / (p(group) · p(attribute)))
 *     NPMI = PMI / −log2 p(group, attribute)
 *
 * Intervals are by the delta method on the counts of the fourfold table, each with ½ added, so that pairs that never
 * occur have an upper end, too. Tests and intervals take captions as independent of each other, which those of one site aren't: look at `places`.
 *
 * By hand: of 8 captions, 4 have the group, 4 the attribute, 3 both. By chance 2 would. PMI = log2(3/8 / (1/2 · 1/2)) =
 * 0.5850, NPMI = 0.5850 / log2(8/3) = 0.4134, p = 34/70 by Fisher's test.
 *
 * @param counts of `countTogether`; pairs of which one is in no caption are left out
 * @returns for each group in order, all attributes in order
 * @throws Alt2imgError `bias/option` for a level that isn't between 0 and 1; `bias/counts` for counts that don't fit together
 * @see Church and Hanks 1990, https://aclanthology.org/J90-1003; Bouma 2009, "Normalized (Pointwise) Mutual Information in
 *   Collocation Extraction"
 */
export function coOccurrence(
  { captions, groups, attributes, pairs }: TermCounts,
  { test = "auto", adjustment = "holm", level = 0.95 }: CoOccurrenceOptions = {},
): CoOccurrence[] {
  if (!(level > 0 && level < 1))
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  const z = normalQuantile((1 + level) / 2);
  const counted = new Map(pairs.map((pair) => [JSON.stringify([pair.group, pair.attribute]), pair]));
  const found = groups.flatMap((group) =>
    attributes.flatMap((attribute) => {
      if (group.captions === 0 || attribute.captions === 0) return [];
      const pair = counted.get(JSON.stringify([group.name, attribute.name]));
      const n = { captions, group: group.captions, attribute: attribute.captions, both: pair?.captions ?? 0 };
      const table = tableOf(n);
      const places = pair?.places ?? [];
      return [
        {
          ...{ group: group.name, attribute: attribute.name, n },
          expected: (n.group / captions) * n.attribute,
          share: wilsonInterval(n.both, n.attribute, { z }),
          ...information(table, z, level),
          ...independenceTest(table, test),
          places,
          warnings: warningsOf(n.both, places),
        },
      ];
    }),
  );
  const adjusted = adjustPValues(
    found.map(({ pValue }) => pValue),
    adjustment,
  );
  return found.map((each, i) => ({ ...each, adjustedPValue: adjusted[i]! }));
}

function tableOf({ captions, group, attribute, both }: CoOccurrence["n"]): FourfoldTable {
  return {
    both,
    firstOnly: group - both,
    secondOnly: attribute - both,
    neither: captions - group - attribute + both,
  };
}

type Information = Pick<CoOccurrence, "pmi" | "interval" | "npmi" | "npmiInterval">;

function information(table: FourfoldTable, z: number, level: number): Information {
  const [pmi, npmi] = values(table);
  const smoothed = {
    both: table.both + 0.5,
    firstOnly: table.firstOnly + 0.5,
    secondOnly: table.secondOnly + 0.5,
    neither: table.neither + 0.5,
  };
  const [center, normalised] = values(smoothed);
  const [error, normalisedError] = standardErrors(smoothed);
  const around = (middle: number, by: number, least: number, most: number): Interval => ({
    low: table.both === 0 ? least : Math.max(middle - z * by, least),
    high: Math.min(middle + z * by, most),
    level,
  });
  return {
    ...(table.both === 0 ? {} : { pmi }),
    interval: around(center, error, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    npmi: table.both === 0 ? -1 : npmi,
    npmiInterval: around(normalised, normalisedError, -1, 1),
  };
}

/** PMI and NPMI. If both are in all captions, the limits 0 and 1. */
function values({ both, firstOnly, secondOnly, neither }: FourfoldTable): [pmi: number, npmi: number] {
  const n = both + firstOnly + secondOnly + neither;
  const pmi = Math.log2((both / (both + firstOnly)) * (n / (both + secondOnly)));
  return [pmi, both === n ? 1 : pmi / Math.log2(n / both)];
}

/** Of PMI and NPMI, by the delta method for the shares of a multinomial distribution. */
function standardErrors({ both, firstOnly, secondOnly, neither }: FourfoldTable): [pmi: number, npmi: number] {
  const n = both + firstOnly + secondOnly + neither;
  const [first, second] = [both + firstOnly, both + secondOnly];
  // The derivatives of n · ln(n · both / (first · second)) by each share.
  const slopes = [n / both - n / first - n / second, -n / first, -n / second, 0];
  const shares = [both / n, firstOnly / n, secondOnly / n, neither / n];
  const error = (by: readonly number[]): number => {
    const mean = by.reduce((sum, slope, i) => sum + slope * shares[i]!, 0);
    return Math.sqrt(by.reduce((sum, slope, i) => sum + shares[i]! * (slope - mean) ** 2, 0) / n);
  };
  const height = Math.log(n / both);
  const nats = Math.log((both / first) * (n / second));
  const normalised = slopes.map((slope, i) => slope / height + (i === 0 ? (nats / height ** 2) * (n / both) : 0));
  return [error(slopes) / Math.LN2, error(normalised)];
}

/** Captions of one place aren't independent of each other. */
function warningsOf(both: number, [largest]: readonly PlaceCount[]): string[] {
  if (largest === undefined || both < 4 || largest.captions <= both / 2) return [];
  return [`${largest.captions} of the ${both} captions with both are from ${largest.place}.`];
}
