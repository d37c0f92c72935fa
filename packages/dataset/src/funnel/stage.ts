import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import { orAborted } from "@alt2img/core/worker";
import { checkMeasuredRule, checkValue, type MeasuredRule, missingValue, storedValue } from "../rules/measured-rule.js";
import type { PairRule } from "../rules/pair-rule.js";
import { meets, type RuleValue, whyMissed } from "../rules/threshold.js";
import { type Compare, type ComparisonLoss, type FunnelRule, isComparing, isMeasured } from "./funnel-rule.js";

/** What a rule says about a pair. */
export type Verdict = {
  /** The pair, with the measured value if the rule has a column for it. */
  pair: ImageTextPair;
  /** Left out where the rule measures nothing, or the pair has no value. */
  value?: RuleValue | undefined;
  /** The pair has no value. */
  missing?: true;
  /** Why the pair isn't kept; `error` if the rule couldn't decide. */
  loss?: { reason: string; error?: Alt2imgError };
};

/** A rule at work in one run: the verdicts on some pairs, in their order. Any error but an `Alt2imgError` is thrown. */
export type Stage = (pairs: readonly ImageTextPair[], signal: AbortSignal | undefined) => Promise<Verdict[]>;

/** Starts a rule for one run. */
export function startStage(rule: FunnelRule): Stage {
  if (isMeasured(rule)) return measuringStage(rule);
  const judge: Compare = isComparing(rule) ? rule.start() : (pair) => conditionLoss(rule, pair);
  return async (pairs) =>
    pairs.map((pair): Verdict => {
      try {
        const loss = judge(pair);
        return loss === undefined ? { pair } : { pair, value: loss.value, loss: { reason: loss.reason } };
      } catch (error) {
        return { pair, loss: failure(error) };
      }
    });
}

function conditionLoss(rule: PairRule, pair: ImageTextPair): ComparisonLoss | undefined {
  const stays: unknown = rule.keep(pair);
  if (typeof stays === "boolean") return stays ? undefined : { reason: rule.name };
  // A promise is truthy: without this, a condition that is async by mistake would keep everything.
  throw new Alt2imgError(
    "dataset/rule",
    `keep of “${rule.name}” must give true or false at once; measure may be async.`,
  );
}

/** What was measured of a pair, or why it couldn't be. */
type Measured = { value: unknown } | { error: Alt2imgError };

function measuringStage(rule: MeasuredRule): Stage {
  const threshold = checkMeasuredRule(rule);
  const judge = (pair: ImageTextPair, measured: Measured): Verdict => {
    if ("error" in measured) return { pair, loss: failure(measured.error) };
    try {
      const value = checkValue(rule, measured.value);
      if (value === undefined) return { pair, missing: true, ...lossOfMissing(rule) };
      const stored = withValue(pair, rule.column, value);
      if (meets(threshold, value)) return { pair: stored, value };
      return { pair: stored, value, loss: { reason: whyMissed(threshold, rule.quantity, value) } };
    } catch (error) {
      return { pair, loss: failure(error) };
    }
  };
  return async (pairs, signal) => {
    const values = pairs.map((pair): Measured => ({ value: storedValue(rule, pair) }));
    const wanted = pairs.flatMap((_, i) => (values[i] !== undefined && isUnknown(values[i]) ? [i] : []));
    if (wanted.length > 0 && (rule.measure ?? rule.measureMany) !== undefined) {
      const asked = wanted.map((i) => pairs[i]!);
      const found = await orAborted(measureAll(rule, asked, signal), signal);
      wanted.forEach((i, at) => {
        values[i] = found[at]!;
      });
    }
    return pairs.map((pair, i) => judge(pair, values[i]!));
  };
}

function isUnknown(measured: Measured): boolean {
  return "value" in measured && measured.value === undefined;
}

async function measureAll(
  rule: MeasuredRule,
  pairs: readonly ImageTextPair[],
  signal: AbortSignal | undefined,
): Promise<Measured[]> {
  const { measure, measureMany } = rule;
  if (measureMany === undefined) {
    const found = pairs.map((pair) => attemptOne(() => measure?.(pair, { signal })));
    return found.some(isPromise) ? Promise.all(found) : (found as Measured[]);
  }
  const together = await attempt(async () => measureMany(pairs, { signal }));
  if ("error" in together) {
    // One pair that can't be measured doesn't cost the others of its batch their values.
    if (pairs.length === 1) return [together];
    const apart: Measured[] = [];
    for (const pair of pairs) {
      signal?.throwIfAborted();
      apart.push(...(await measureAll(rule, [pair], signal)));
    }
    return apart;
  }
  const values = together.value;
  if (values?.length !== pairs.length) {
    throw new Alt2imgError(
      "dataset/measure-many",
      `measureMany of “${rule.name}” gave ${values?.length} values for ${pairs.length} pairs; it must give one for each, or undefined.`,
    );
  }
  return pairs.map((_, i) => ({ value: values[i] }));
}

/** Gives a promise only if `measure` does: most measurements are made at once, and awaiting each of them would take long. */
function attemptOne(measure: () => unknown): Measured | Promise<Measured> {
  try {
    const value = measure();
    return isPromise(value) ? attempt(async () => value) : { value };
  } catch (error) {
    // Not thrown here, since the promises of other pairs may be under way.
    return error instanceof Alt2imgError ? { error } : Promise.reject(error);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}

async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | { error: Alt2imgError }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Alt2imgError) return { error };
    throw error;
  }
}

function failure(error: unknown): { reason: string; error: Alt2imgError } {
  if (!(error instanceof Alt2imgError)) throw error;
  return { reason: error.message, error };
}

function lossOfMissing(rule: MeasuredRule): Pick<Verdict, "loss"> {
  switch (rule.ifMissing) {
    case "keep":
      return {};
    case "reject":
      return { loss: { reason: `has no ${rule.quantity}` } };
    default:
      return { loss: failure(missingValue(rule)) };
  }
}

function withValue(pair: ImageTextPair, column: string | undefined, value: RuleValue): ImageTextPair {
  if (column === undefined || Object.hasOwn(pair, column)) {
    if (column === undefined || Reflect.get(pair, column) === value) return pair;
  }
  return { ...pair, [column]: value };
}
