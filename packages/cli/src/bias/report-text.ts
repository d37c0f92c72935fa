import type { Interval } from "@alt2img/bias/representation";
import { formatNumber } from "@alt2img/core";
import { textTable } from "../text-table.js";
import type { GridReport } from "./grid-report.js";

/** The shares of a grid's pictures, for people: how sure they are, and how good the classifier is. */
export function gridReportText({ calibration, groups }: GridReport): string {
  const lines: string[] = [];
  if (calibration === undefined) {
    lines.push("The classifier's error wasn't measured (--labelled, --label), so these are shares of its answers.");
  } else {
    const [{ accuracy }] = calibration.thresholds as [(typeof calibration.thresholds)[0]];
    const n = Object.entries(calibration.n).map(([value, count]) => `${formatNumber(count)} ${value}`);
    lines.push(
      `Of ${n.join(" and ")}, the classifier takes ${percent(accuracy.share)} for what they are; the shares are corrected for that.`,
    );
  }
  const names = groups[0]!.shares.values.map(({ value }) => value);
  const compared = groups.some((group) => group.amplification !== undefined);
  const head = ["model", "guidance", "pictures of", "n", ...names, ...(compared ? [`${names[0]} less training`] : [])];
  const rows = groups.map(({ model, guidance, value = "all", shares, amplification }) => [
    ...[model, guidance, value, formatNumber(shares.n)],
    ...shares.values.map(({ share, interval }) => `${percent(share)} ${range(interval)}`),
    ...(compared ? [amplification === undefined ? "" : points(amplification.difference)] : []),
  ]);
  const warnings = [...new Set(groups.flatMap((group) => group.shares.warnings))].filter(
    (each) => !each.startsWith("The classifier's error"),
  );
  return `${[...lines, "", ...textTable([head, ...rows]), ...(warnings.length === 0 ? [] : ["", ...warnings])].join("\n")}\n`;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const range = ({ low, high }: Interval): string => `(${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)})`;
const signed = (share: number): string => `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(0)}`;
const points = ({ value, interval }: { value: number; interval: Interval }): string =>
  `${signed(value)} points (${signed(interval.low)} to ${signed(interval.high)})`;
