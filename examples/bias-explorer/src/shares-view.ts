import { amplificationCurve } from "@alt2img/bias/amplification";
import type { Calibration, PredictedShares } from "@alt2img/bias/representation";
import { h } from "@alt2img/example-shared/element";
import { type Curve, curveChart } from "./curve-chart.js";
import { percent, percentWithin } from "./percent.js";
import type { Side } from "./settings.js";
import { table } from "./table.js";

/** The counts of a column at each guidance. */
export type Counted = {
  readonly side: Side;
  readonly title: string;
  /** The share in the data that its model was trained with, if there is one. */
  readonly data: number | undefined;
  readonly points: readonly { readonly guidance: number; readonly shares: PredictedShares }[];
};

/** How often the classifier is right about an occupation's training drawings. */
export function errorTable(
  calibrations: readonly (readonly [profession: string, calibration: Calibration])[],
): HTMLElement {
  return table(
    {
      label: "The program’s own error",
      caption: "The program’s own error, on training drawings whose names say what they show",
    },
    ["Occupation", "named after a woman, taken for one", "named after a man, taken for one", "right in all"],
    calibrations.map(([profession, { values, thresholds }]) => {
      const { confusion, accuracy } = thresholds[0]!;
      const right = (value: string): string => {
        const i = values.indexOf(value);
        return `${confusion[i]![i]} of ${confusion[i]!.reduce((sum, count) => sum + count, 0)}`;
      };
      return { head: profession, cells: [right("woman"), right("man"), percentWithin(accuracy.share, accuracy)] };
    }),
  );
}

/** The curve, its legend and its table. */
export function sharesView(counted: readonly Counted[], guidances: readonly number[]): HTMLElement {
  const warnings = [...new Set(counted.flatMap(({ points }) => points.flatMap(({ shares }) => shares.warnings)))];
  const curves = counted.map(
    ({ side, title, data, points }): Curve => ({
      side,
      title,
      data,
      points: points.map(({ guidance, shares }) => {
        const { share, interval } = woman(shares);
        return { guidance, share, low: interval.low, high: interval.high };
      }),
    }),
  );
  return h(
    "div",
    {},
    h("h3", {}, "Pictures more like “a woman” than “a man”"),
    curveChart(curves, guidances),
    h(
      "ul",
      { class: "legend" },
      ...counted.map(({ side, title, data }) =>
        h(
          "li",
          {},
          h("span", { class: `key ${side}`, "aria-hidden": "true" }, side === "a" ? "●" : "□"),
          ` ${title}${data === undefined ? "" : `; the dashed line: its data, ${percent(data)}`}`,
        ),
      ),
    ),
    ...counted.map(tableOf),
    ...warnings.map((warning) => h("p", { class: "soft" }, warning)),
  );
}

const woman = ({ values }: PredictedShares): PredictedShares["values"][number] =>
  values.find(({ value }) => value === "woman")!;

function tableOf({ title, data, points }: Counted): HTMLElement {
  const amplified =
    data === undefined
      ? undefined
      : amplificationCurve(
          points.map(({ guidance, shares }) => {
            const { share, interval } = woman(shares);
            return { setting: guidance, outputs: { share, interval } };
          }),
          data,
        ).points;
  return table(
    {
      label: title,
      caption: data === undefined ? title : `${title}. In the data: ${percent(data)}. In brackets: 95 % intervals`,
    },
    ["Guidance", "Pictures", "like “a woman”", "corrected share", ...(amplified ? ["less that in the data"] : [])],
    points.map(({ guidance, shares }, i) => {
      const { count, share, interval } = woman(shares);
      const difference = amplified?.[i]?.difference;
      return {
        head: String(guidance),
        cells: [
          String(shares.n),
          String(count),
          percentWithin(share, interval),
          ...(difference === undefined ? [] : [differenceText(difference)]),
        ],
      };
    }),
  );
}

type Difference = { readonly value: number; readonly interval: { readonly low: number; readonly high: number } };

/** In points of percent, with a verdict that needs no colour. */
function differenceText({ value, interval: { low, high } }: Difference): string {
  const points = (share: number): string => `${share < 0 ? "−" : "+"}${Math.abs(Math.round(100 * share))}`;
  const verdict = low > 0 ? "▲ more" : high < 0 ? "▼ less" : "can’t be told apart";
  return `${points(value)} (${points(low)} to ${points(high)}) ${verdict}`;
}
