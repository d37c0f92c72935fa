import { type SVGTemplateResult, svg } from "lit";
import type { NoiseNumbers } from "./noise-schedules.js";

const [WIDTH, HEIGHT, LEFT, TOP] = [360, 180, 46, 12];
const EVERY = 9;

type Labels = {
  readonly signal: string;
  readonly noise: string;
  readonly timestep: string;
  readonly percent: (share: number) => string;
};

/**
 * How much is left of the picture, and how much noise there is, at each timestep; the chosen one is marked.
 *
 * @param all of every timestep
 */
export function noiseCurve(all: readonly NoiseNumbers[], at: NoiseNumbers, labels: Labels): SVGTemplateResult {
  const last = all.length - 1;
  const x = (timestep: number): number => LEFT + (timestep / last) * WIDTH;
  const y = (value: number): number => TOP + (1 - value) * HEIGHT;
  const some = all.filter(({ timestep }) => timestep % EVERY === 0 || timestep === last);
  const line = (value: (numbers: NoiseNumbers) => number): string =>
    some.map((numbers) => `${x(numbers.timestep).toFixed(1)},${y(value(numbers)).toFixed(1)}`).join(" ");
  return svg`
    ${[0, 0.5, 1].map(
      (value) => svg`<line class="grid" x1=${LEFT} x2=${LEFT + WIDTH} y1=${y(value)} y2=${y(value)} />
        <text x=${LEFT - 6} y=${y(value) + 4} text-anchor="end">${labels.percent(value)}</text>`,
    )}
    ${[0, 500, last].map((value) => svg`<text x=${x(value)} y=${TOP + HEIGHT + 18} text-anchor=${value === last ? "end" : "middle"}>${value}</text>`)}
    <text x=${LEFT + WIDTH / 2} y=${TOP + HEIGHT + 36} text-anchor="middle">${labels.timestep}</text>
    <polyline class="signal" points=${line(({ signal }) => signal)} />
    <polyline class="noise" points=${line(({ noise }) => noise)} />
    <line class="here" x1=${x(at.timestep)} x2=${x(at.timestep)} y1=${TOP} y2=${TOP + HEIGHT} />
    <circle class="signal" cx=${x(at.timestep)} cy=${y(at.signal)} r="5" />
    <circle class="noise" cx=${x(at.timestep)} cy=${y(at.noise)} r="5" />`;
}

/** The curve's own coordinates. */
export const NOISE_CURVE_BOX: string = `0 0 ${LEFT + WIDTH + 12} ${TOP + HEIGHT + 44}`;
