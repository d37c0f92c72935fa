import { type ShareInterval, wilsonInterval } from "@alt2img/core";
import { foldedWords } from "@alt2img/core/terms";
import { biasError } from "../bias-error.js";
import { type Adjustment, adjustPValues } from "../statistics/adjust-p-values.js";
import type { Interval } from "../statistics/bootstrap-interval.js";
import { type IndependenceTestName, independenceTest } from "../statistics/independence-test.js";
import { normalQuantile } from "../statistics/normal.js";
import type { Caption, TermSets } from "./caption.js";
import { logOddsRatios } from "./log-odds.js";
import { nameFinder } from "./name-finder.js";
import { type ReadCaptionsOptions, readCaptions } from "./read-captions.js";

export type DescribedByOptions = ReadCaptionsOptions & {
  /** Terms for the two groups that are compared, in this order. */
  readonly groups: TermSets;
  /**
   * The words of a text that describe. Default: all words in lower case. With `conceptsIn` of `@alt2img/wordnet/concepts`, only nouns or
   * adjectives, as lemmas. The groups' terms are cut out of the text before.
   */
  readonly wordsOf?: ((text: string) => Iterable<string>) | undefined;
  /** A word counts if at least as many captions of both groups together have it. Default 5. */
  readonly least?: number | undefined;
  /** α₀ of the log-odds' prior, which is made of all captions. Default 500 words. */
  readonly strength?: number | undefined;
  /** Default `"auto"`. */
  readonly test?: IndependenceTestName | undefined;
  /** Of the p-values of all words. Default `"benjamini-hochberg"`. */
  readonly adjustment?: Adjustment | undefined;
  /** The intervals' confidence level, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
};

/** A word, and with which group's captions it goes. */
export type DescribingWord = {
  readonly word: string;
  /** The group that has it more. */
  readonly group: string;
  /** The share of each group's captions that have it, with Wilson's interval. */
  readonly shares: readonly [ShareInterval, ShareInterval];
  /** How many captions of each group have it. */
  readonly counts: readonly [number, number];
  /** The log-odds ratio with an informative prior, above 0 for the first group, and its interval. */
  readonly logOdds: number;
  readonly interval: Interval;
  /** The z-score of Monroe et al. 2008. It ranks words; it isn't a test. */
  readonly z: number;
  /** Two-sided, of the hypothesis that both groups' captions have the word equally often. */
  readonly pValue: number;
  readonly test: "g" | "fisher";
  /** The same, corrected for the number of words. */
  readonly adjustedPValue: number;
};

/** Words, and whom they describe. Plain data. */
export type Descriptions = {
  /** The groups' names: the first and the second one. */
  readonly groups: readonly [string, string];
  /** How many captions name the first group, the second one, both (those aren't compared), neither. */
  readonly n: { readonly first: number; readonly second: number; readonly both: number; readonly neither: number };
  /** From those that go most with the first group to those that go most with the second one. */
  readonly words: readonly DescribingWord[];
  /** How many words were too rare to be compared. */
  readonly rare: number;
  readonly warnings: readonly string[];
};

/** A crawl has any number of words; those that are new after this many different ones aren't counted. */
const MAX_WORDS = 1_000_000;

type Tally = { first: number; second: number; all: number };

/**
 * Finds the words that go with one group's captions more than with another's, by log-odds with an informative
 * prior (`logOddsRatios`). A caption counts a word once, however often it has it, and counts for a group if it names only that one.
 * Captions that name neither are part of the prior.
 *
 * The word is in the same caption as the group's term; it needn't be about that person.
 *
 * @param captions texts, `ImageTextPair`s, or rows of a dataset
 * @throws Alt2imgError `bias/sets` unless there are two groups; `bias/option`; `core/term`; the signal's reason
 */
export async function describedBy<C extends Caption>(
  captions: AsyncIterable<C> | Iterable<C>,
  {
    groups,
    wordsOf = plainWords,
    least = 5,
    strength = 500,
    test = "auto",
    adjustment = "benjamini-hochberg",
    level = 0.95,
    ...options
  }: DescribedByOptions,
): Promise<Descriptions> {
  const finder = nameFinder(groups, "groups");
  const [one, other, ...more] = finder.names;
  if (one === undefined || other === undefined || more.length > 0)
    throw biasError("sets", `There are ${finder.names.length} groups; give two.`);
  if (!(Number.isSafeInteger(least) && least >= 1))
    throw biasError("option", `least is ${least}; give a whole number, 1 or more.`);
  if (!(level > 0 && level < 1))
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);

  const n = { first: 0, second: 0, both: 0, neither: 0 };
  const tallies = new Map<string, Tally>();
  const warnings: string[] = [];
  await readCaptions(captions, options, (text) => {
    const { found, matches } = finder.find(text);
    const group = found.size === 2 ? "both" : found.has(0) ? "first" : found.has(1) ? "second" : "neither";
    n[group]++;
    if (group === "both") return;
    for (const word of new Set(wordsOf(without(text, matches)))) {
      let tally = tallies.get(word);
      if (tally === undefined) {
        if (tallies.size === MAX_WORDS) continue;
        tallies.set(word, (tally = { first: 0, second: 0, all: 0 }));
      }
      tally.all++;
      if (group !== "neither") tally[group]++;
    }
  });
  if (tallies.size === MAX_WORDS) {
    warnings.push(
      `There are more than ${MAX_WORDS.toLocaleString("en")} different words; those that came later weren't counted.`,
    );
  }
  if (Math.min(n.first, n.second) < 20) {
    warnings.push(`With ${n.first} and ${n.second} captions, differences are uncertain.`);
  }

  const counted = [...tallies].filter(([, { first, second }]) => first + second >= least);
  const rare = [...tallies.values()].filter(({ first, second }) => first + second > 0).length - counted.length;
  if (counted.length === 0 || n.first === 0 || n.second === 0) {
    return { groups: [one, other], n, words: [], rare, warnings: [...warnings, "There is nothing to compare."] };
  }
  const z = normalQuantile((1 + level) / 2);
  const countsOf = (key: keyof Tally): Map<string, number> =>
    new Map([...tallies].map(([word, tally]) => [word, tally[key]]));
  const ranked = logOddsRatios(countsOf("first"), countsOf("second"), { prior: countsOf("all"), strength });
  const words = ranked
    .filter(({ counts: [first, second] }) => first + second >= least)
    .map(({ word, counts, logOdds, deviation, z: score }) => ({
      word,
      group: logOdds >= 0 ? one : other,
      counts,
      shares: [wilsonInterval(counts[0], n.first, { z }), wilsonInterval(counts[1], n.second, { z })] as const,
      logOdds,
      interval: { low: logOdds - z * deviation, high: logOdds + z * deviation, level },
      z: score,
      ...independenceTest(
        {
          both: counts[0],
          firstOnly: n.first - counts[0],
          secondOnly: counts[1],
          neither: n.second - counts[1],
        },
        test,
      ),
    }));
  const adjusted = adjustPValues(
    words.map(({ pValue }) => pValue),
    adjustment,
  );
  return {
    groups: [one, other],
    n,
    words: words.map((word, i) => ({ ...word, adjustedPValue: adjusted[i]! })),
    rare,
    warnings,
  };
}

const plainWords = (text: string): string[] => foldedWords(text).map(({ word }) => word);

/** Something that is neither a word nor a space is left in the place of each match, so that no phrase goes across it. */
function without(text: string, matches: readonly { readonly start: number; readonly end: number }[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of matches) {
    rest += `${text.slice(at, start)}…`;
    at = end;
  }
  return rest + text.slice(at);
}
