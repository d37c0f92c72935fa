import type { Speech } from "../base/speech.js";
import type { FunnelMessages } from "../messages/funnel.en.js";
import { languageName } from "../pairs/language-name.js";
import { isNumberKey, type RuleSettings } from "./rule-settings.js";
import type { FunnelPair, FunnelResult, GroupName, OfferedRule } from "./tasks.js";

export type FunnelSpeech = Speech<FunnelMessages>;

export const percent = (share: number, { format }: FunnelSpeech): string => format(share, { style: "percent" });

export const scoreInWords = (value: number, { format }: FunnelSpeech): string =>
  format(value, { maximumFractionDigits: Math.abs(value) < 10 ? 3 : 0 });

export function totalInWords({ kept, read }: Pick<FunnelResult, "kept" | "read">, speech: FunnelSpeech): string {
  const { messages, format } = speech;
  return messages.total(format(kept), format(read), percent(kept / read, speech));
}

/** Why a pair is rejected. */
export function whyInWords(
  { rule, value }: NonNullable<FunnelPair["lost"]>,
  settings: Readonly<RuleSettings>,
  rules: readonly OfferedRule[],
  speech: FunnelSpeech,
): string {
  const { messages, format } = speech;
  const what = messages.titles[rule];
  if (rule === "duplicates") return messages.duplicate;
  if (value === undefined) return messages.withoutValue(what);
  if (typeof value === "string" || !isNumberKey(rule)) return messages.wrongLanguage(languageIn(String(value), speech));
  const bound = settings[rule] ?? 0;
  const side = rules.find(({ key }) => key === rule)?.slider?.side ?? "atLeast";
  return messages.missed[side](what, scoreInWords(value, speech), format(bound, { maximumFractionDigits: 4 }));
}

export function groupInWords(grouping: GroupName, group: string, speech: FunnelSpeech): string {
  if (grouping === "language") return languageIn(group, speech);
  if (grouping === "truth") return truthInWords(group, speech);
  return group === "(no term)" ? speech.messages.noTerm : group;
}

export function truthInWords(truth: string, { messages: { truths, unknown } }: FunnelSpeech): string {
  if (truth === "(unknown)") return unknown;
  return Object.hasOwn(truths, truth) ? truths[truth]! : truth;
}

/** A language by its code, in the page's language. */
export function languageIn(code: string, { messages, language }: FunnelSpeech): string {
  if (code === "nolang") return messages.noLanguage;
  return code === "(no language)" ? messages.unknown : languageName(code, language);
}
