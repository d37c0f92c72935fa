import { domainOf, type FunnelPresetName, funnelPresets, languageOf, termsOf } from "@alt2img/dataset/funnel";
import { type PairRow, type ReadPairsOptions, readPairs } from "../pairs/read-pairs.js";
import { sampleUrl } from "../sample/sample-url.js";
import { type Grouping, groupPairs } from "./groups.js";
import { identityTerms } from "./identity-terms.js";
import { type MeasuredPairs, measureByRules } from "./measure-by-rules.js";
import { isNumberKey, type RuleKey, ruleKeys } from "./rule-settings.js";
import { numberRules, presetSettings, rangeOf } from "./rules.js";
import { columnOf } from "./set-funnel.js";
import type { GroupName, OfferedRule, OpenedPairs, PairsSource, Side } from "./tasks.js";

/** What the worker keeps of an element’s pairs. */
export type HeldPairs = MeasuredPairs & {
  readonly pairs: readonly PairRow[];
  readonly groupings: Readonly<Partial<Record<GroupName, Grouping>>>;
};

/** More would take a page too much memory. */
const MOST_PAIRS = 300_000;

/** Reads pairs, and measures them by every rule. */
export async function openPairs(
  { file, url }: PairsSource,
  { signal, onProgress }: Pick<ReadPairsOptions, "signal" | "onProgress">,
): Promise<{ held: HeldPairs; opened: OpenedPairs }> {
  let count = 0;
  let first = "";
  const { pairs, isCut } = await readPairs(file ?? url ?? sampleUrl().href, {
    signal,
    onProgress,
    limit: MOST_PAIRS,
    onUnread: (message) => {
      if (count++ === 0) first = message;
    },
  });
  const measured = await measureByRules(pairs, { signal });
  const truth = (pair: object): string => {
    const quality: unknown = Reflect.get(pair, "quality");
    return typeof quality === "string" ? quality : "(unknown)";
  };
  const hasTruth = pairs.some((pair) => typeof pair["quality"] === "string");
  const groupings = {
    language: groupPairs("language", pairs, languageOf),
    domain: groupPairs("domain", pairs, domainOf),
    term: groupPairs("term", pairs, termsOf(identityTerms)),
    ...(hasTruth ? { truth: groupPairs("truth", pairs, truth) } : {}),
  };
  return {
    held: { ...measured, pairs, groupings },
    opened: {
      count: pairs.length,
      rules: ruleKeys.filter((key) => columnOf(measured.table, key) !== undefined).map((key) => offer(key, measured)),
      groups: Object.keys(groupings) as GroupName[],
      presets: (Object.keys(funnelPresets) as FunnelPresetName[]).map((name) => ({
        name,
        rules: presetSettings(name),
        source: funnelPresets[name].source,
      })),
      unread: count === 0 ? undefined : { count, first },
      isCut,
    },
  };
}

function offer(key: RuleKey, { histograms }: MeasuredPairs): OfferedRule {
  if (!isNumberKey(key)) return { key };
  const { rule, step, start } = numberRules[key];
  const { least, most, bins, missing } = histograms[key]!;
  const side = Object.keys(rule.threshold)[0] as Side;
  return { key, slider: { least, most, step, start, side, range: rangeOf(key), bins: [...bins], missing } };
}
