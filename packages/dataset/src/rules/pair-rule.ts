import { Alt2imgError, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";

/**
 * A named condition that a pair has to meet, the simplest rule. Pairs that don't meet it are counted under its name.
 * `@alt2img/dataset/funnel` has rules that measure something, and rules that compare pairs with earlier ones.
 */
export type PairRule = {
  /** What the rule leaves out, and its name in the counts: `"fewer than 5 characters"`. Unique within a recipe. */
  readonly name: string;
  /** Where the rule comes from: a paper, a specification, a project. */
  readonly source?: string | undefined;
  /**
   * Whether to keep the pair. A rule that can't decide throws an `Alt2imgError`: the pair is left out, counted as failed,
   * and reported.
   */
  keep(pair: ImageTextPair): boolean;
};

/** What happened to the pairs that the rules were applied to: `read` = `kept` + all of `rejected` + `failed`. Plain data. */
export type FunnelCounts = {
  read: number;
  kept: number;
  /** By the name of the first rule that rejected the pair. */
  rejected: Record<string, number>;
  /** Pairs on which a rule couldn't decide. */
  failed: number;
};

export function emptyFunnelCounts(): FunnelCounts {
  return { read: 0, kept: 0, rejected: {}, failed: 0 };
}

/** Adds `amount` to the count of `name` in `rejected`, in place. */
export function countRejected(rejected: Record<string, number>, name: string, amount = 1): void {
  rejected[name] = (Object.hasOwn(rejected, name) ? (rejected[name] ?? 0) : 0) + amount;
}

/** @throws Alt2imgError `dataset/rule-name` for two rules of one name, or a name that counts can't have */
export function checkRuleNames(rules: readonly { readonly name: string }[]): void {
  const names = new Set<string>();
  for (const { name } of rules) {
    if (typeof name !== "string" || name === "" || name === "__proto__") {
      throw new Alt2imgError("dataset/rule-name", `A rule has the name “${name}”. Name what it leaves out, in words.`);
    }
    if (names.has(name)) {
      throw new Alt2imgError(
        "dataset/rule-name",
        `Two rules have the name “${name}”, so the counts couldn't tell them apart. Rename one of them.`,
      );
    }
    names.add(name);
  }
}

/**
 * Applies the rules in order, counts the result in place, and returns whether to keep the pair. The rules after the one
 * that rejects it aren't applied.
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
