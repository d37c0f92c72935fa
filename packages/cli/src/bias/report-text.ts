import type { Calibration, Interval, ThresholdCalibration } from "@alt2img/bias/representation";
import { formatNumber, type ShareInterval } from "@alt2img/core";
import { textTable } from "../text-table.js";
import type { GridReport } from "./grid-report.js";
import type { MeasuredOn } from "./measure-error.js";

/** The shares of a grid's pictures, for people: how sure they are, and how good the classifier is. */
export function gridReportText({ calibration, measuredOn, groups }: GridReport): string {
  const lines: string[] = [];
  if (calibration === undefined) {
    lines.push("The classifier's error wasn't measured (--labelled, --label), so these are shares of its answers.");
  } else {
    lines.push(...errorLines(calibration, measuredOn!));
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

/** On which pictures the error was measured, how large it is at the threshold that is used, and what follows. */
function errorLines({ n, thresholds }: Calibration, { source, images, concepts, byTraining }: MeasuredOn): string[] {
  const [{ threshold, coverage, accuracy }] = thresholds as [ThresholdCalibration];
  const counts = Object.entries(n).map(([value, count]) => `${formatNumber(count)} ${value}`);
  const what = `Measured on ${formatNumber(images)} labelled ${concepts === undefined ? "pictures" : "drawings"} of ${source} (${counts.join(", ")})`;
  const { seen, unseen } = byTraining ?? {};
  const sawSome = seen !== undefined && unseen !== undefined && seen.images > 0 && unseen.images > 0;
  const saw =
    seen === undefined
      ? "; whether the model saw them in training isn't known"
      : `, of which the model saw ${seen.images === 0 ? "none" : formatNumber(seen.images)} in training`;
  const right =
    threshold > 0
      ? `. It answers for ${percent(coverage.share)} of these, those for which it is at least ${+(100 * threshold).toFixed(4)} % sure, and is right about ${of(accuracy, "its answers")}.`
      : sawSome
        ? `: it is right about ${of(seen.accuracy, "those")}, and about ${of(unseen.accuracy, "the others")}.`
        : `: it is right about ${of(accuracy, "them")}.`;
  return [
    `${what}${saw}${right}`,
    "The shares are corrected for its error, and their intervals include it.",
    ...(seen !== undefined && seen.images > 0
      ? ["It hasn't seen the pictures of a grid in training, so its true error is probably larger."]
      : []),
    ...(concepts !== undefined && concepts < FEW_CONCEPTS
      ? [`The drawings show only ${concepts} things: for others, the error may differ.`]
      : []),
  ];
}

/** Fewer kinds of things say little about others. */
const FEW_CONCEPTS = 20;

const of = ({ share, low, high }: ShareInterval, what: string): string =>
  `${percent(share)} of ${what} ${range({ low, high })}`;

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const range = ({ low, high }: Pick<Interval, "low" | "high">): string =>
  `(${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)})`;
const signed = (share: number): string => `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(0)}`;
const points = ({ value, interval }: { value: number; interval: Interval }): string =>
  `${signed(value)} points (${signed(interval.low)} to ${signed(interval.high)})`;
