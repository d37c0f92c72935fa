import { type SVGTemplateResult, svg } from "lit";

/** A sampler's pictures: how often the denoiser was asked, and how far the picture is from the reference, from 0 to 1. */
export type DifferenceSeries = {
  readonly name: string;
  readonly points: readonly { readonly calls: number; readonly difference: number }[];
};

type Labels = {
  readonly calls: string;
  readonly percent: (share: number) => string;
  readonly number: (value: number) => string;
};

const [WIDTH, HEIGHT, LEFT, TOP] = [360, 200, 46, 12];
/** Marks that can be told apart without colours, around 0, 0. */
const MARKS: readonly string[] = [
  "M-4-4H4V4H-4Z",
  "M0-5L5 4H-5Z",
  "M0-6L5 0 0 6-5 0Z",
  "M-5-5L5 5M5-5L-5 5",
  "M0-6V6M-6 0H6",
  "M0 5L5-4H-5Z",
];

/** The chart's own coordinates. */
export const DIFFERENCE_CHART_BOX: string = `0 0 ${LEFT + WIDTH + 14} ${TOP + HEIGHT + 44}`;

/** The mark of a series, in a box of its own for a legend. */
export const differenceMark = (series: number): SVGTemplateResult =>
  svg`<path class="mark" d=${MARKS[series % MARKS.length]!} />`;

/** How the difference to the reference falls with the calls, a line for each sampler. */
export function differenceChart(
  all: readonly DifferenceSeries[],
  { calls, percent, number }: Labels,
): SVGTemplateResult {
  const points = all.flatMap((series) => series.points);
  const most = roundUp(Math.max(0.01, ...points.map(({ difference }) => difference)));
  const mostCalls = Math.max(1, ...points.map((point) => point.calls));
  const x = (value: number): string => (LEFT + (value / mostCalls) * WIDTH).toFixed(1);
  const y = (value: number): string => (TOP + (1 - value / most) * HEIGHT).toFixed(1);
  return svg`
    ${[0, 0.5, 1].map(
      (share) => svg`<line class="grid" x1=${LEFT} x2=${LEFT + WIDTH} y1=${y(share * most)} y2=${y(share * most)} />
        <text x=${LEFT - 6} y=${Number(y(share * most)) + 4} text-anchor="end">${percent(share * most)}</text>`,
    )}
    ${[...new Set([0, Math.round(mostCalls / 2), mostCalls])].map(
      (value) => svg`<text x=${x(value)} y=${TOP + HEIGHT + 18} text-anchor="middle">${number(value)}</text>`,
    )}
    <text x=${LEFT + WIDTH / 2} y=${TOP + HEIGHT + 36} text-anchor="middle">${calls}</text>
    ${all.map(
      (series, i) => svg`<g class="series" data-series=${i}>
        <polyline points=${series.points.map((point) => `${x(point.calls)},${y(point.difference)}`).join(" ")} />
        ${series.points.map((point) => svg`<path class="mark" d=${MARKS[i % MARKS.length]!} transform="translate(${x(point.calls)} ${y(point.difference)})" />`)}
      </g>`,
    )}`;
}

/** To a tenth, or to a hundredth if that is too much. */
const roundUp = (share: number): number => (share > 0.1 ? Math.ceil(share * 10) / 10 : Math.ceil(share * 100) / 100);
