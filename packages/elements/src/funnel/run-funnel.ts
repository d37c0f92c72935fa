import { domainOf, TableVerdict } from "@alt2img/dataset/funnel";
import { pictureOfRow } from "../pairs/picture-of-row.js";
import { highest, shuffled } from "./choose.js";
import { lossesOf } from "./groups.js";
import type { HeldPairs } from "./open-pairs.js";
import type { RuleKey } from "./rule-settings.js";
import { ruleOf } from "./rules.js";
import { columnOf, type SetFunnel, setFunnel } from "./set-funnel.js";
import type { FunnelPair, FunnelResult, FunnelRun } from "./tasks.js";

/** A longer table isn’t read. */
const SHOWN_GROUPS = 15;
const LONGEST_TEXT = 300;

/** Runs the funnel again over pairs that have been measured: some milliseconds for 100,000 of them. */
export function runFunnel(held: HeldPairs, run: FunnelRun): FunnelResult {
  const { pairs, table, groupings } = held;
  const funnel = setFunnel(table, run.rules);
  const { active, counts, lostAt } = funnel;
  let left = counts.read;
  const stages = active.map((key) => {
    const rejected = counts.rejected[ruleOf(key).name] ?? 0;
    left -= rejected;
    return { key, rejected, left };
  });
  const losses = lossesOf(groupings[run.group] ?? groupings.language!, lostAt);
  const rank = rankOf(held, funnel, run);
  const choose = (isLost: boolean): FunnelPair[] =>
    highest(pairs.length, (i) => ((lostAt[i] !== 0) === isLost ? rank(i) : Number.NaN), run.examples).map((i) =>
      shown(held, i, lostAt[i] === 0 ? undefined : active[lostAt[i]! - 1]),
    );
  return {
    read: counts.read,
    kept: counts.kept,
    stages,
    losses: losses.slice(0, SHOWN_GROUPS),
    groups: losses.length,
    ...(groupings.truth === undefined ? {} : { right: rightOf(lossesOf(groupings.truth, lostAt)) }),
    keptPairs: choose(false),
    rejectedPairs: choose(true),
  };
}

/** By the tiny crawl’s truth: these texts describe their picture. */
const RIGHT: ReadonlySet<string> = new Set(["good", "other-language"]);

function rightOf(losses: ReturnType<typeof lossesOf>): NonNullable<FunnelResult["right"]> {
  const right = losses.filter(({ group }) => RIGHT.has(group));
  return {
    read: right.reduce((sum, { read }) => sum + read, 0),
    kept: right.reduce((sum, { read, lost }) => sum + read - lost, 0),
  };
}

/** The higher, the earlier a pair is shown: the nearest to a threshold, or by chance. */
function rankOf(
  { table }: HeldPairs,
  { active }: SetFunnel,
  { near, rules, seed }: FunnelRun,
): (pair: number) => number {
  const column = near !== undefined && active.includes(near) ? columnOf(table, near) : undefined;
  const bound = near === undefined ? undefined : rules[near];
  if (column === undefined || bound === undefined) return (pair) => shuffled(pair, seed);
  // A pair without a value comes last; among equals, chance decides.
  return (pair) => {
    const distance = Math.abs(column.values[pair]! - bound);
    return (Number.isNaN(distance) ? -1e12 : -distance) + shuffled(pair, seed) * 1e-18;
  };
}

function shown({ pairs, table }: HeldPairs, i: number, lostAt: RuleKey | undefined): FunnelPair {
  const pair = pairs[i]!;
  const { text, similarity } = pair;
  const picture = pictureOfRow(pair);
  const [language, shows, truth] = [pair["LANGUAGE"], pair["shows"], pair["quality"]].map((value) =>
    typeof value === "string" ? value.slice(0, LONGEST_TEXT) : undefined,
  );
  return {
    text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} …` : text,
    domain: domainOf(pair),
    ...(language === undefined ? {} : { language }),
    ...(typeof similarity === "number" ? { similarity } : {}),
    ...(picture === undefined ? {} : { picture }),
    ...(shows === undefined ? {} : { shows }),
    ...(truth === undefined ? {} : { truth }),
    ...(lostAt === undefined ? {} : { lost: { rule: lostAt, ...valueFor(table, lostAt, i) } }),
  };
}

function valueFor(table: HeldPairs["table"], key: RuleKey, i: number): { value?: number | string } {
  const { verdicts, values, names } = columnOf(table, key)!;
  if (verdicts[i] !== TableVerdict.measured) return {};
  const value = values[i]!;
  return { value: key === "language" ? (names[value] ?? "") : value };
}
