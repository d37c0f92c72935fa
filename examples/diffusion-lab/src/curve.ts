import { noiseScale, signalScale } from "@alt2img/diffusion";
import { type ScheduleName, scheduleFor } from "@alt2img/elements/diffusion";
import { svg } from "@alt2img/example-shared/element";

const [WIDTH, HEIGHT, LEFT, TOP] = [360, 200, 40, 12];

/** How much noise there is at each step of a schedule, and where the slider is between them. */
export function curve(name: ScheduleName, steps: number, sigma: number): SVGSVGElement {
  const { sigmas } = scheduleFor(name, steps, "vp");
  const share = (level: number): number => noiseScale({ form: "vp", sigma: level });
  const x = (at: number): number => LEFT + (at / steps) * WIDTH;
  const y = (value: number): number => TOP + (1 - value) * HEIGHT;
  const points = [...sigmas].map((level, i) => `${x(i).toFixed(1)},${y(share(level)).toFixed(1)}`);
  const at = placeOf(sigma, sigmas);
  const [noise, picture] = [share(sigma), signalScale({ form: "vp", sigma })].map((value) => value.toFixed(2));
  return svg(
    "svg",
    {
      viewBox: `0 0 ${LEFT + WIDTH + 12} ${TOP + HEIGHT + 44}`,
      class: "curve",
      role: "img",
      "aria-label": `How much noise is left after each of ${steps} steps. The slider is at ${noise} times noise and ${picture} times picture.`,
    },
    ...[0, 0.5, 1].flatMap((value) => [
      svg("line", { class: "grid", x1: LEFT, x2: LEFT + WIDTH, y1: y(value), y2: y(value) }),
      svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, `${100 * value} %`),
    ]),
    svg("polyline", { class: "line", points: points.join(" ") }),
    ...points.map((point) => {
      const [cx = "", cy = ""] = point.split(",");
      return svg("circle", { class: "dot", cx, cy, r: 2.5 });
    }),
    svg("line", { class: "here", x1: x(at), x2: x(at), y1: TOP, y2: TOP + HEIGHT }),
    svg("circle", { class: "here", cx: x(at), cy: y(share(sigma)), r: 5 }),
    svg("text", { x: LEFT, y: TOP + HEIGHT + 18 }, "noise: first step"),
    svg("text", { x: LEFT + WIDTH, y: TOP + HEIGHT + 18, "text-anchor": "end" }, "last step: picture"),
    svg("text", { x: LEFT + WIDTH / 2, y: TOP + HEIGHT + 38, "text-anchor": "middle" }, "share of noise in each step"),
  );
}

/** Where a noise level is between the levels of a schedule, in steps. */
function placeOf(sigma: number, sigmas: Float64Array): number {
  const next = sigmas.findIndex((level) => level <= sigma);
  if (next <= 0) return next === 0 ? 0 : sigmas.length - 1;
  const [high, low] = [sigmas[next - 1]!, sigmas[next]!];
  return next - (sigma - low) / (high - low);
}
