import { Alt2imgError, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import { readOnce } from "../read-once.js";
import { countRejected, emptyFunnelCounts, type FunnelCounts } from "../rules/pair-rule.js";
import type { RuleValue, Threshold } from "../rules/threshold.js";
import { BATCH_SIZE, checkBatchSize, inBatches } from "./batches.js";
import { checkRules, type FunnelRule, isMeasured } from "./funnel-rule.js";
import { type FunnelReport, type PairGroups, startReport } from "./report.js";
import { type Stage, startStage, type Verdict } from "./stage.js";

/** A pair that isn't kept, with the rule that decided. Plain data, if the pair is. */
export type RejectedPair = {
  /** With the values that the rules up to this one measured. */
  pair: ImageTextPair;
  /** The rule's name. */
  rule: string;
  /** In words: `similarity 0.21 is below 0.28`. */
  reason: string;
  /** Left out where the rule measures nothing, or the pair has no value. */
  value?: RuleValue;
  threshold?: Threshold;
  /** The code of the error, for a pair on which the rule couldn't decide: it counts as failed, not as rejected. */
  code?: string;
};

export type FunnelOptions = {
  /** Gets each pair that isn't kept, in order. If it gives a promise, the next pair waits for it. */
  onRejected?: ((rejected: RejectedPair) => void | Promise<void>) | undefined;
  /** Called for each pair on which a rule couldn't decide. */
  onDiagnostic?: OnDiagnostic | undefined;
  /** Groups of pairs for the report's question who disappears, by their names: `{ domain: domainOf }`. */
  groups?: PairGroups | undefined;
  /** How many examples the report has of each side of each threshold. Default 3. */
  examples?: number | undefined;
  /** How many pairs the rules get at a time, 1 or more: the batch of a model. Default 64. It changes no result. */
  batchSize?: number | undefined;
  /** Stops between two pairs and while something is measured; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
};

/** The kept pairs, in order; you can loop over them once. */
export type FunnelStream = AsyncIterable<ImageTextPair> & {
  /** What has happened so far: at any time, `read` = `kept` + all of `rejected` + `failed`. */
  readonly counts: Readonly<FunnelCounts>;
  /** The counts of each stage, examples, and who disappears, so far. Plain data. */
  report(): FunnelReport;
};

/**
 * Applies rules to pairs from any source, such as a file. Each pair meets the rules in their order until one rejects it; a
 * rule doesn't measure what an earlier one has rejected. What was measured is stored in the kept and rejected pairs, under
 * the rules' columns. At the end, the funnel checks that every pair it has read is accounted for.
 *
 * @throws Alt2imgError at once: `dataset/rule-name`, `dataset/rule`, `dataset/threshold`, `dataset/batch-size`,
 * `dataset/examples`
 */
export function funnel(
  pairs: PairSource,
  rules: readonly FunnelRule[],
  { batchSize = BATCH_SIZE, groups, examples, ...options }: FunnelOptions = {},
): FunnelStream {
  checkRules(rules);
  const counts = emptyFunnelCounts();
  const report = startReport(rules, counts, groups, examples);
  const kept = keptPairs(pairs, [...rules], counts, { ...options, batchSize: checkBatchSize(batchSize) }, report.add);
  return Object.assign(readOnce(kept), { counts, report: report.read });
}

async function* keptPairs(
  pairs: PairSource,
  rules: readonly FunnelRule[],
  counts: FunnelCounts,
  { onRejected, onDiagnostic, signal, batchSize }: FunnelOptions & { batchSize: number },
  addToReport: (verdicts: readonly Verdict[]) => void,
): AsyncGenerator<ImageTextPair, void, undefined> {
  signal?.throwIfAborted();
  const stages = rules.map(startStage);
  let read = 0;
  for await (const batch of inBatches(pairs, batchSize, signal)) {
    read += batch.length;
    for (const verdicts of await judge(batch, stages, signal)) {
      signal?.throwIfAborted();
      const last = verdicts.at(-1)!;
      const loss = last.loss;
      counts.read++;
      if (loss === undefined) counts.kept++;
      else if (loss.error !== undefined) counts.failed++;
      else countRejected(counts.rejected, rules[verdicts.length - 2]!.name);
      addToReport(verdicts);
      if (loss === undefined) {
        yield last.pair;
        continue;
      }
      const { code, message } = loss.error ?? {};
      if (code !== undefined && message !== undefined) onDiagnostic?.({ code, message, url: last.pair.imageUrl });
      await onRejected?.(rejectedPair(last, rules[verdicts.length - 2]!));
    }
  }
  checkBalance(read, counts);
}

/** For each pair the verdicts of the rules that it met, in their order, after one that is the pair as it was read. */
async function judge(
  pairs: readonly ImageTextPair[],
  stages: readonly Stage[],
  signal: AbortSignal | undefined,
): Promise<Verdict[][]> {
  const all = pairs.map((pair): Verdict[] => [{ pair }]);
  let left = all;
  for (const stage of stages) {
    if (left.length === 0) break;
    signal?.throwIfAborted();
    const verdicts = await stage(
      left.map((met) => met.at(-1)!.pair),
      signal,
    );
    left.forEach((met, i) => {
      met.push(verdicts[i]!);
    });
    left = left.filter((met) => met.at(-1)!.loss === undefined);
  }
  return all;
}

function rejectedPair({ pair, value, loss }: Verdict, rule: FunnelRule): RejectedPair {
  return {
    pair,
    rule: rule.name,
    reason: loss?.reason ?? "",
    ...(value === undefined ? {} : { value }),
    ...(isMeasured(rule) ? { threshold: rule.threshold } : {}),
    ...(loss?.error === undefined ? {} : { code: loss.error.code }),
  };
}

function checkBalance(read: number, { kept, rejected, failed, ...counts }: FunnelCounts): void {
  const known = Object.values(rejected).reduce((total, count) => total + count, kept + failed);
  if (read === known && counts.read === known) return;
  throw new Alt2imgError(
    "dataset/funnel-balance",
    `The funnel read ${read} pairs, but accounts for ${known}. This is a bug of alt2img: please report it.`,
  );
}
