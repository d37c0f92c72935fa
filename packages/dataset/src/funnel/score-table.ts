import type { ImageTextPair } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import type { Threshold } from "../rules/threshold.js";
import { BATCH_SIZE, checkBatchSize, inBatches } from "./batches.js";
import { checkRules, type FunnelRule, isComparing, isMeasured } from "./funnel-rule.js";
import { type Stage, startStage, type Verdict } from "./stage.js";

/** What a rule says about a pair in a `ScoreTable`. */
export const TableVerdict = {
  /** Depends on the pair's value and the threshold. */
  measured: 0,
  /** The same under every threshold: the rule has none, or the pair has no value. */
  kept: 1,
  rejected: 2,
  failed: 3,
} as const;

/** One rule's column of a `ScoreTable`. */
export type ScoreColumn = {
  /** The rule's name. */
  rule: string;
  /** Left out for a rule that has none, and so can't be moved. */
  threshold?: Threshold;
  /** The bounds that the rule allows. */
  range?: readonly [number, number];
  /** Whether the rule compares pairs: then it depends on what the rules before it keep. */
  compares: boolean;
  /** A `TableVerdict` for each pair. */
  verdicts: Uint8Array;
  /** A number for each pair, or an index into `names`; it only counts if the verdict is `measured`. */
  values: Float64Array;
  /** The values that are strings, each of them once. */
  names: string[];
};

/** What each rule measured of each pair, in the pairs' order. Plain data, which can be sent to a worker. */
export type ScoreTable = { length: number; columns: ScoreColumn[] };

export type ScoreTableOptions = {
  /** How many pairs the rules get at a time, 1 or more. Default 64. */
  batchSize?: number | undefined;
  /** Stops between two pairs and while something is measured; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

type Draft = { rule: FunnelRule; stage: Stage; verdicts: number[]; values: number[]; names: Map<string, number> };

/**
 * Measures every pair by every rule, even where an earlier rule rejects it, so that `moveThresholds` can count again
 * without measuring again. A rule that compares pairs only gets those that the rules before it keep.
 *
 * @throws Alt2imgError `dataset/rule-name`, `dataset/rule`, `dataset/threshold`, `dataset/batch-size`
 */
export async function scoreTable(
  pairs: PairSource,
  rules: readonly FunnelRule[],
  { batchSize = BATCH_SIZE, signal }: ScoreTableOptions = {},
): Promise<ScoreTable> {
  checkRules(rules);
  signal?.throwIfAborted();
  const drafts = rules.map(
    (rule): Draft => ({ rule, stage: startStage(rule), verdicts: [], values: [], names: new Map() }),
  );
  let length = 0;
  for await (const batch of inBatches(pairs, checkBatchSize(batchSize), signal)) {
    length += batch.length;
    let left: { pair: ImageTextPair; isKept: boolean }[] = batch.map((pair) => ({ pair, isKept: true }));
    for (const draft of drafts) {
      const asked = isComparing(draft.rule) ? left.filter(({ isKept }) => isKept) : left;
      const answers = await draft.stage(
        asked.map(({ pair }) => pair),
        signal,
      );
      const found = new Map(asked.map((item, i) => [item, answers[i]]));
      left = left.map((item) => {
        const verdict = found.get(item);
        addVerdict(draft, verdict);
        return verdict === undefined ? item : { pair: verdict.pair, isKept: item.isKept && verdict.loss === undefined };
      });
    }
    signal?.throwIfAborted();
  }
  return { length, columns: drafts.map(columnOf) };
}

/** Without a verdict, an earlier rule has decided, and what is written here is never read. */
function addVerdict({ rule, verdicts, values, names }: Draft, verdict: Verdict | undefined): void {
  const { value, missing, loss } = verdict ?? {};
  if (loss?.error !== undefined) verdicts.push(TableVerdict.failed);
  else if (isMeasured(rule) && !missing) verdicts.push(TableVerdict.measured);
  else verdicts.push(loss === undefined ? TableVerdict.kept : TableVerdict.rejected);
  if (typeof value !== "string") {
    values.push(value ?? Number.NaN);
    return;
  }
  const index = names.get(value) ?? names.size;
  names.set(value, index);
  values.push(index);
}

function columnOf({ rule, verdicts, values, names }: Draft): ScoreColumn {
  return {
    rule: rule.name,
    ...(isMeasured(rule) ? { threshold: rule.threshold } : {}),
    ...(isMeasured(rule) && rule.range !== undefined ? { range: rule.range } : {}),
    compares: isComparing(rule),
    verdicts: Uint8Array.from(verdicts),
    values: Float64Array.from(values),
    names: [...names.keys()],
  };
}
