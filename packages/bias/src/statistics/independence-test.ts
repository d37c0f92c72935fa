import { biasError } from "../bias-error.js";
import { twoSidedTail } from "./normal-tail.js";

/** How many cases have both of two properties, only one, or none. */
export type FourfoldTable = {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
};

/**
 * `"g"`: the likelihood-ratio test; `"fisher"`: Fisher's exact test, which holds for small counts and is conservative;
 * `"auto"`: Fisher's if fewer than 5 cases are expected in any cell of the table, and otherwise the G-test.
 */
export type IndependenceTestName = "auto" | "g" | "fisher";

/** Whether two properties go together, or avoid each other, more than chance gives. */
export type IndependenceTest = {
  /** Two-sided. 1 if a property has no cases, or all. */
  readonly pValue: number;
  readonly test: "g" | "fisher";
};

/**
 * Tests whether two properties of cases are independent of each other.
 *
 * By hand: of 8 cases, 4 have the first property, 4 the second, 3 both. Fisher: (16 + 1) of C(8, 4) = 70 tables are as
 * unlikely on either side, so p = 34 / 70 = 0.4857. G = 2 Σ observed · ln(observed / expected) = 4 (3 ln 1.5 + ln 0.5) = 2.0930, so
 * p = 0.1480.
 *
 * @throws Alt2imgError `bias/counts` for counts that aren't whole numbers of at least 0
 * @see Dunning 1993, "Accurate Methods for the Statistics of Surprise and Coincidence", https://aclanthology.org/J93-1003
 */
export function independenceTest(table: FourfoldTable, test: IndependenceTestName = "auto"): IndependenceTest {
  for (const [cell, count] of Object.entries(table)) {
    if (!(Number.isSafeInteger(count) && count >= 0))
      throw biasError("counts", `${cell} is ${count}; counts are whole numbers, 0 or more.`);
  }
  const chosen = test === "auto" ? (leastExpected(table) < 5 ? "fisher" : "g") : test;
  return { pValue: chosen === "g" ? gTest(table) : fisherTest(table), test: chosen };
}

const marginsOf = ({
  both,
  firstOnly,
  secondOnly,
  neither,
}: FourfoldTable): [first: number, second: number, n: number] => [
  both + firstOnly,
  both + secondOnly,
  both + firstOnly + secondOnly + neither,
];

function leastExpected(table: FourfoldTable): number {
  const [first, second, n] = marginsOf(table);
  return (Math.min(first, n - first) * Math.min(second, n - second)) / n;
}

function gTest(table: FourfoldTable): number {
  const [first, second, n] = marginsOf(table);
  const term = (observed: number, row: number, column: number): number =>
    observed === 0 ? 0 : observed * Math.log((observed / row) * (n / column));
  const g =
    2 *
    (term(table.both, first, second) +
      term(table.firstOnly, first, n - second) +
      term(table.secondOnly, n - first, second) +
      term(table.neither, n - first, n - second));
  return twoSidedTail(Math.sqrt(Math.max(g, 0)));
}

/** As R's `fisher.test` and scipy's `fisher_exact`: all tables with these margins that are at most as likely. */
function fisherTest(table: FourfoldTable): number {
  const [first, second, n] = marginsOf(table);
  const [least, most] = [Math.max(0, first + second - n), Math.min(first, second)];
  const mode = Math.min(Math.max(Math.floor(((first + 1) * (second + 1)) / (n + 2)), least), most);
  /** How much likelier a table with one case more in both is. */
  const ratio = (both: number): number =>
    ((first - both) / (both + 1)) * ((second - both) / (n - first - second + both + 1));
  // Relative to the likeliest table, from there outwards: no factorials, and nothing overflows.
  const weights = new Map([[mode, 1]]);
  for (let [both, weight] = [mode, 1]; both < most && weight > 0; both++) {
    weight *= ratio(both);
    weights.set(both + 1, weight);
  }
  for (let [both, weight] = [mode, 1]; both > least && weight > 0; both--) {
    weight /= ratio(both - 1);
    weights.set(both - 1, weight);
  }
  const limit = (weights.get(table.both) ?? 0) * (1 + 1e-7);
  let [unlikely, all] = [0, 0];
  for (const weight of weights.values()) {
    all += weight;
    if (weight <= limit) unlikely += weight;
  }
  return unlikely / all;
}
