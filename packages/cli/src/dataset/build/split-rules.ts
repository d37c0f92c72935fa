import type { FunnelRule } from "@alt2img/dataset/funnel";

/** What can be told from a text. */
const OF_TEXTS: ReadonlySet<string> = new Set(["text length", "language"]);

/** An opt-out list names addresses, and pictures by their hashes, which are known only later. */
const OPT_OUT_LIST = "on an opt-out list";

/** Whether a rule needs neither the picture of a pair nor other pairs. */
const isEarly = (rule: FunnelRule): boolean =>
  "keep" in rule && (!("quantity" in rule) || OF_TEXTS.has(String(rule.quantity)));

/** The first rules that need no picture, which spare fetching and embedding it, and the others. */
export function splitRules(rules: readonly FunnelRule[]): { early: FunnelRule[]; late: FunnelRule[] } {
  const at = rules.findIndex((rule) => !isEarly(rule));
  const end = at === -1 ? rules.length : at;
  const again = rules.slice(0, end).filter(({ name }) => name === OPT_OUT_LIST);
  return { early: rules.slice(0, end), late: [...again, ...rules.slice(end)] };
}
