import type { ImageTextPair, OnDiagnostic } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import { emptyFunnelCounts, type FunnelCounts, keepPair, type PairRule } from "./pair-rule.js";

export type FilterPairsOptions = {
  /** The counts of the rules are added to these, in place. */
  counts?: FunnelCounts | undefined;
  /** Called for each pair on which a rule couldn't decide. */
  onDiagnostic?: OnDiagnostic | undefined;
  /** Stops between two pairs; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
};

/** The pairs that meet all of the rules, in order: a funnel for pairs from any source, such as a file. */
export async function* filterPairs(
  pairs: PairSource,
  rules: readonly PairRule[],
  { counts = emptyFunnelCounts(), onDiagnostic, signal }: FilterPairsOptions = {},
): AsyncGenerator<ImageTextPair, void, undefined> {
  for await (const pair of pairs) {
    signal?.throwIfAborted();
    if (keepPair(pair, rules, counts, onDiagnostic)) yield pair;
  }
}
