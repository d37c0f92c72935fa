import { type SVGTemplateResult, svg } from "lit";
import type { Trajectories } from "./tasks.js";

/** How far from the middle one sees. Noise mostly starts within it; where noise is added to data, it starts outside. */
const REACH = 2.6;
const [WIDTH, HEIGHT] = [640, 480];
const SCALE = Math.min(WIDTH, HEIGHT) / (2 * REACH);

const x = (value: number): string => (WIDTH / 2 + SCALE * value).toFixed(1);
const y = (value: number): string => (HEIGHT / 2 - SCALE * value).toFixed(1);

/** The plane's own coordinates. */
export const PLANE_BOX: string = `0 0 ${WIDTH} ${HEIGHT}`;

/** The data, and the ways of all points up to a step. */
export function plane({ positions, data }: Trajectories, upTo: number): SVGTemplateResult {
  const walked = positions.slice(0, upTo + 1);
  const [start, now] = [walked[0]!, walked.at(-1)!];
  const way = (i: number): string => walked.map((at) => `${x(at[i]!)},${y(at[i + 1]!)}`).join(" ");
  return svg`
    <g class="data">${dots(data, data.length > 200 ? 2 : 5)}</g>
    <g class="ways">${everyPoint(start).map((i) => svg`<polyline points=${way(i)} />`)}</g>
    <g class="start">${dots(start, 2)}</g>
    <g class="now">${dots(now, 4)}</g>`;
}

const everyPoint = (points: Float32Array): number[] => Array.from({ length: points.length / 2 }, (_, i) => 2 * i);

const dots = (points: Float32Array, radius: number): SVGTemplateResult[] =>
  everyPoint(points).map((i) => svg`<circle cx=${x(points[i]!)} cy=${y(points[i + 1]!)} r=${radius} />`);
