import { countRejected, emptyFunnelCounts, type FunnelCounts } from "../rules/pair-rule.js";

/** The sum of two counts, as new data. */
export function addFunnelCounts(before: Readonly<FunnelCounts> | undefined, b: Readonly<FunnelCounts>): FunnelCounts {
  const a = before ?? emptyFunnelCounts();
  const rejected = { ...a.rejected };
  for (const [name, count] of Object.entries(b.rejected)) countRejected(rejected, name, count);
  return { read: a.read + b.read, kept: a.kept + b.kept, rejected, failed: a.failed + b.failed };
}
