import type { FunnelRule } from "@alt2img/dataset/funnel";

/** What can be told from a text. */
const OF_TEXTS: ReadonlySet<string> = new Set(["text length", "language"]);

/** Whether a rule needs neither the picture of a pair nor other pairs. */
const isEarly = (rule: FunnelRule): boolean =>
  "keep" in rule && (!("quantity" in rule) || OF_TEXTS.has(String(rule.quantity)));

/** The first rules that need no picture, which spare fetching and embedding it, and the others. */
export function splitRules(rules: readonly FunnelRule[]): { early: FunnelRule[]; late: FunnelRule[] } {
  const at = rules.findIndex((rule) => !isEarly(rule));
  const end = at === -1 ? rules.length : at;
  return { early: rules.slice(0, end), late: rules.slice(end) };
}
