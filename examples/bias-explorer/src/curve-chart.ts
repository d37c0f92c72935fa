import { svg } from "@alt2img/example-shared/element";
import type { Side } from "./settings.js";

/** A share at each guidance, with its interval; and the share in the data. */
export type Curve = {
  readonly side: Side;
  readonly title: string;
  readonly data: number | undefined;
  readonly points: readonly {
    readonly guidance: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
  }[];
};

const [WIDTH, HEIGHT, LEFT, TOP] = [460, 220, 52, 12];

/** Shares over guidance: the left column with discs and whole lines, the right one with squares. The table below it says the same. */
export function curveChart(curves: readonly Curve[], guidances: readonly number[]): SVGSVGElement {
  const [least, most] = [Math.min(...guidances), Math.max(...guidances)];
  // Next to each other, so that no interval hides another.
  const x = (guidance: number, side: Side): number =>
    LEFT + 20 + ((guidance - least) / (most - least)) * (WIDTH - 40) + (side === "a" ? -5 : 5);
  const y = (share: number): number => TOP + (1 - share) * HEIGHT;
  const number = (value: number): string => value.toFixed(1);
  return svg(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${LEFT + WIDTH + 10} ${TOP + HEIGHT + 44}`,
      role: "img",
      "aria-label": "The corrected shares over guidance. The table says the same.",
    },
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
      svg("line", { class: "grid", x1: LEFT, x2: LEFT + WIDTH, y1: y(share), y2: y(share) }),
      svg("text", { x: LEFT - 6, y: y(share) + 4, "text-anchor": "end" }, `${100 * share} %`),
    ]),
    ...guidances.map((guidance) =>
      svg("text", { x: x(guidance, "a") + 5, y: TOP + HEIGHT + 18, "text-anchor": "middle" }, String(guidance)),
    ),
    svg("text", { x: LEFT + WIDTH / 2, y: TOP + HEIGHT + 38, "text-anchor": "middle" }, "guidance"),
    ...curves.flatMap(({ side, data, points }) => [
      data !== undefined &&
        svg("line", { class: `data ${side}`, x1: LEFT, x2: LEFT + WIDTH, y1: y(data), y2: y(data) }),
      svg("polyline", {
        class: `line ${side}`,
        points: points.map(({ guidance, share }) => `${number(x(guidance, side))},${number(y(share))}`).join(" "),
      }),
      ...points.flatMap(({ guidance, share, low, high }) => {
        const at = x(guidance, side);
        return [
          svg("line", { class: `interval ${side}`, x1: at, x2: at, y1: y(low), y2: y(high) }),
          side === "a"
            ? svg("circle", { class: "point a", cx: at, cy: y(share), r: 5 })
            : svg("rect", { class: "point b", x: at - 4.5, y: y(share) - 4.5, width: 9, height: 9 }),
        ];
      }),
    ]),
  );
}
