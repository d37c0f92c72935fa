import { Alt2imgError, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";

/** A named condition that a pair has to meet. What it leaves out is counted under its name. */
export type PairRule = {
  /** What the rule leaves out, as the counts name it: `"fewer than 5 characters"`. Unique within a recipe. */
  readonly name: string;
  /** Where the rule comes from: a paper, a specification, a project. */
  readonly source?: string;
  /**
   * Whether the pair stays. A rule that cannot decide throws an `Alt2imgError`: the pair is left out, counted as failed,
   * and reported.
   */
  keep(pair: ImageTextPair): boolean;
};

/** What became of the pairs that went through the rules: `read` = `kept` + all of `rejected` + `failed`. Plain data. */
export type FunnelCounts = {
  read: number;
  kept: number;
  /** By the name of the first rule that rejected the pair. */
  rejected: Record<string, number>;
  /** Pairs on which a rule could not decide. */
  failed: number;
};

export function emptyFunnelCounts(): FunnelCounts {
  return { read: 0, kept: 0, rejected: {}, failed: 0 };
}

/** Adds `amount` to what `name` has rejected, in place. */
export function countRejected(rejected: Record<string, number>, name: string, amount = 1): void {
  rejected[name] = (rejected[name] ?? 0) + amount;
}

/**
 * Asks the rules in their order, counts the answer in place, and returns whether the pair stays. The rules after the one
 * that rejects it are not asked.
 */
export function keepPair(
  pair: ImageTextPair,
  rules: readonly PairRule[],
  counts: FunnelCounts,
  report: OnDiagnostic | undefined,
): boolean {
  counts.read++;
  for (const rule of rules) {
    let stays: boolean;
    try {
      stays = rule.keep(pair);
    } catch (error) {
      if (!(error instanceof Alt2imgError)) throw error;
      counts.failed++;
      report?.({ code: error.code, message: error.message, url: pair.imageUrl });
      return false;
    }
    if (stays) continue;
    countRejected(counts.rejected, rule.name);
    return false;
  }
  counts.kept++;
  return true;
}
