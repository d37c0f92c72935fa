import type { Client } from "@alt2img/core/worker";
import { byId, counted } from "@alt2img/example-shared/element";
import type { Settings } from "./settings.js";
import { pathRatio } from "./straightness.js";
import type { FormulaTasks, Part, Trajectories } from "./worker/protocol.js";

/** How far from the middle one sees. Noise mostly starts within it; where noise is added to data, it starts outside. */
const REACH = 2.6;
/** How many frames the walk takes when it is shown. */
const FRAMES = 60;

/** Points that walk from noise to data, on a canvas. */
export function connectPlaneView(call: Client<FormulaTasks, Part>): { update(settings: Settings): void } {
  const canvas = byId("plane-canvas", HTMLCanvasElement);
  const slider = byId("plane-step", HTMLInputElement);
  const output = byId("plane-step-value", HTMLOutputElement);
  const status = byId("plane-status", HTMLParagraphElement);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let walked: Trajectories | undefined;
  let controller = new AbortController();
  let frame = 0;
  let asked = "";

  const show = (): void => {
    if (walked === undefined) return;
    const upTo = Number(slider.value);
    output.textContent = `${Math.floor(upTo)} of ${counted(walked.positions.length - 1, "step")}`;
    slider.setAttribute("aria-valuetext", output.textContent);
    draw(canvas, walked, upTo);
  };

  const play = (): void => {
    cancelAnimationFrame(frame);
    const last = Number(slider.max);
    if (calm.matches) {
      slider.value = slider.max;
      show();
      return;
    }
    let shown = 0;
    const next = (): void => {
      slider.value = String(Math.round((++shown / FRAMES) * last));
      show();
      if (shown < FRAMES) frame = requestAnimationFrame(next);
    };
    next();
  };

  const walk = async ({ points, coordinates, pointSampler, pointSchedule, pointSteps }: Settings): Promise<void> => {
    const order = { points, coordinates, sampler: pointSampler, schedule: pointSchedule, steps: pointSteps };
    // The other settings of the page aren't for these points.
    if (asked === JSON.stringify(order)) return;
    asked = JSON.stringify(order);
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      walked = await call("trajectories", [order], { signal });
      const taken = walked.positions.length - 1;
      slider.max = String(taken);
      const ratio = pathRatio(walked.positions);
      status.textContent = `60 points, ${counted(taken, "step")}, ${counted(walked.calls, "call")} of the denoiser. The ways are ${ratio.toFixed(2)} times as long as straight ones.`;
      play();
    } catch (error) {
      if (!signal.aborted) status.textContent = error instanceof Error ? error.message : String(error);
    }
  };

  slider.addEventListener("input", () => {
    cancelAnimationFrame(frame);
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  return { update: (settings) => void walk(settings) };
}

function draw(canvas: HTMLCanvasElement, { positions, data }: Trajectories, upTo: number): void {
  const context = canvas.getContext("2d")!;
  const { width, height } = canvas;
  const colour = (name: string): string => getComputedStyle(canvas).getPropertyValue(name);
  const scale = Math.min(width, height) / (2 * REACH);
  const x = (value: number): number => width / 2 + scale * value;
  const y = (value: number): number => height / 2 - scale * value;
  const dots = (points: Float32Array, radius: number, fill: string): void => {
    context.fillStyle = fill;
    for (let i = 0; i < points.length; i += 2) {
      context.beginPath();
      context.arc(x(points[i]!), y(points[i + 1]!), radius, 0, 2 * Math.PI);
      context.fill();
    }
  };
  context.clearRect(0, 0, width, height);
  dots(data, data.length > 200 ? 2 : 5, colour("--data"));
  context.strokeStyle = colour("--path");
  context.lineWidth = 1.5;
  const walkers = positions[0]!.length;
  for (let i = 0; i < walkers; i += 2) {
    context.beginPath();
    for (const [step, at] of positions.slice(0, upTo + 1).entries()) {
      if (step === 0) context.moveTo(x(at[i]!), y(at[i + 1]!));
      else context.lineTo(x(at[i]!), y(at[i + 1]!));
    }
    context.stroke();
  }
  dots(positions[0]!, 2, colour("--soft"));
  dots(positions[Math.min(upTo, positions.length - 1)]!, 4, colour("--walker"));
}
