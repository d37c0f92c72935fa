import type { ImageTextPair, OnDiagnostic } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import type { MeasuredRule } from "../rules/measured-rule.js";
import { BATCH_SIZE, checkBatchSize, inBatches } from "./batches.js";
import { checkRules } from "./funnel-rule.js";
import { startStage } from "./stage.js";

export type MeasurePairsOptions = {
  /** Called for each value that couldn't be measured. */
  onDiagnostic?: OnDiagnostic | undefined;
  /** How many pairs the rules get at a time, 1 or more. Default 64. */
  batchSize?: number | undefined;
  /** Stops between two pairs and while something is measured; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * All of the pairs, in order, with what the rules measure under their columns, whatever the thresholds say. Written to a
 * file, they are measured for good: a later funnel reads the columns.
 *
 * @throws Alt2imgError at the first pair: `dataset/rule-name`, `dataset/rule`, `dataset/threshold`, `dataset/batch-size`
 */
export async function* measurePairs(
  pairs: PairSource,
  rules: readonly MeasuredRule[],
  { onDiagnostic, batchSize = BATCH_SIZE, signal }: MeasurePairsOptions = {},
): AsyncGenerator<ImageTextPair, void, undefined> {
  checkRules(rules);
  const stages = rules.map((rule) => startStage({ ...rule, ifMissing: "keep" }));
  for await (const batch of inBatches(pairs, checkBatchSize(batchSize), signal)) {
    let measured = batch;
    for (const stage of stages) {
      const verdicts = await stage(measured, signal);
      for (const { pair, loss } of verdicts) {
        const { code, message } = loss?.error ?? {};
        if (code !== undefined && message !== undefined) onDiagnostic?.({ code, message, url: pair.imageUrl });
      }
      measured = verdicts.map(({ pair }) => pair);
    }
    yield* measured;
  }
}
