import type { AmplificationEstimate } from "@alt2img/bias/amplification";
import type { MeasuredGroup } from "./tasks.js";

/** Whether the pictures show something more often than the data, or less, with 95 per cent certainty. */
export type Verdict = "more" | "less" | "same";

export function verdictOf({ interval }: Pick<AmplificationEstimate, "interval">): Verdict {
  return interval.low > 0 ? "more" : interval.high < 0 ? "less" : "same";
}

/** How many groups have each verdict. */
export function verdictsOf(groups: readonly MeasuredGroup[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict): number =>
    groups.filter(({ difference }) => verdictOf(difference) === verdict).length;
  return { more: count("more"), less: count("less"), same: count("same") };
}

/** The mean share in the data and in the pictures, each group counting as much as the others. */
export function meansOf(groups: readonly MeasuredGroup[]): { readonly data: number; readonly pictures: number } {
  const mean = (of: (group: MeasuredGroup) => number): number =>
    groups.reduce((sum, group) => sum + of(group), 0) / groups.length;
  return { data: mean(({ data }) => data.value), pictures: mean(({ pictures }) => pictures.value) };
}
