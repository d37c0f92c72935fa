import { type SVGTemplateResult, svg } from "lit";

/** A share and where the true one lies: from 0 to 1. */
type ShareMark = { readonly share: number; readonly low: number; readonly high: number };

/** What one row of the chart compares: a mark for each series, if it is known. */
export type ShareGroup = { readonly name: string; readonly marks: readonly (ShareMark | undefined)[] };

type ShareChartOptions = {
  /** A line at a share, such as that of equal shares. */
  readonly line?: number | undefined;
  readonly percent: (share: number) => string;
};

const [WIDTH, LEFT, RIGHT, TOP, BOTTOM] = [400, 12, 28, 8, 22];
/** Height of a group's name, and of each mark. */
const [NAME, MARK, GAP] = [20, 15, 8];
const LONGEST = 48;

const heightOf = ({ marks }: ShareGroup): number => NAME + marks.length * MARK + GAP;
const x = (share: number): number => LEFT + share * (WIDTH - LEFT - RIGHT);

/** The chart's own coordinates. */
export function shareChartBox(groups: readonly ShareGroup[]): string {
  return `0 0 ${WIDTH} ${TOP + groups.reduce((sum, group) => sum + heightOf(group), 0) + BOTTOM}`;
}

/**
 * Shares side by side, each as a dot on the line of its interval: the first series is filled, the second is an empty square, so that
 * they can be told apart without colours.
 */
export function shareChart(groups: readonly ShareGroup[], { line, percent }: ShareChartOptions): SVGTemplateResult {
  const heights = groups.map(heightOf);
  const tops = groups.map((_, i) => TOP + heights.slice(0, i).reduce((sum, height) => sum + height, 0));
  const bottom = TOP + heights.reduce((sum, height) => sum + height, 0);
  return svg`
    ${[0, 0.25, 0.5, 0.75, 1].map(
      (share) => svg`<line class="grid" x1=${x(share)} x2=${x(share)} y1=${TOP} y2=${bottom} />
        <text class="tick" x=${x(share)} y=${bottom + 15} text-anchor="middle">${percent(share)}</text>`,
    )}
    ${line === undefined ? "" : svg`<line class="parity" x1=${x(line)} x2=${x(line)} y1=${TOP} y2=${bottom} />`}
    ${groups.map(({ name, marks }, i) => {
      const top = tops[i]!;
      return svg`<g class="group">
        <text class="name" x=${LEFT} y=${top + 14}>${shortened(name)}</text>
        ${marks.map((each, series) => (each === undefined ? "" : mark(each, series, top + NAME + (series + 0.5) * MARK)))}
      </g>`;
    })}`;
}

function mark({ share, low, high }: ShareMark, series: number, y: number): SVGTemplateResult {
  const dot =
    series === 0
      ? svg`<circle cx=${x(share)} cy=${y} r="5" />`
      : svg`<rect x=${x(share) - 4.5} y=${y - 4.5} width="9" height="9" />`;
  return svg`<g class="mark series-${series}">
    <line x1=${x(low)} x2=${x(high)} y1=${y} y2=${y} />
    ${dot}
  </g>`;
}

const shortened = (name: string): string =>
  [...name].length <= LONGEST ? name : `${[...name].slice(0, LONGEST - 1).join("")}…`;
