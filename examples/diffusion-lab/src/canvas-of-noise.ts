import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { connectSurface, noisyPicture, type Pixel, SIDE } from "@alt2img/elements/diffusion";
import { byId } from "@alt2img/example-shared/element";
import { showPicture } from "./show-picture.js";

/** How much of the noise is left where something is drawn, and how much stronger than in a drawing the colour is. */
const NOISE_LEFT = 0.5;
const STRENGTH = 1.5;
const AREA = SIDE * SIDE;

export type NoiseCanvas = {
  /** Noise of standard deviation 1 with what is drawn on it: `[3, 32, 32]`. */
  start(): Tensor;
  /** Shows the noise of a seed. What is drawn stays. */
  setSeed(seed: number): void;
};

/** The noise that everything starts from, to draw on. It is empty until a seed is set. */
export function connectNoiseCanvas(onDrawn: () => void): NoiseCanvas {
  const surface = byId("start", HTMLDivElement);
  const canvas = surface.querySelector("canvas")!;
  const colour = byId("colour", HTMLInputElement);
  const brush = byId("brush", HTMLInputElement);
  const status = byId("start-status", HTMLParagraphElement);
  let noise: Float32Array = new Float32Array(3 * AREA);
  const drawn = new Map<number, readonly number[]>();

  const start = (): Tensor => ({
    dims: [3, SIDE, SIDE],
    data: noise.map((value, i) => {
      const paint = drawn.get(i % AREA);
      return paint === undefined ? value : NOISE_LEFT * value + STRENGTH * paint[Math.floor(i / AREA)]!;
    }),
  });
  const show = (): void => showPicture(canvas, noisyPicture(start(), { form: "vp", sigma: Number.POSITIVE_INFINITY }));
  const draw = ({ row, column }: Pixel): void => {
    const rgb = [1, 3, 5].map((from) => Number.parseInt(colour.value.slice(from, from + 2), 16) / 127.5 - 1);
    for (const pixel of disc(row, column, Number(brush.value))) drawn.set(pixel, rgb);
    show();
  };

  connectSurface(surface, {
    rows: SIDE,
    columns: SIDE,
    onPress: draw,
    onMove(pixel, { isKey, isPressed }) {
      if (isPressed) draw(pixel);
      if (isKey) status.textContent = `row ${pixel.row + 1}, column ${pixel.column + 1}`;
    },
    onRelease: onDrawn,
  });
  byId("clear", HTMLButtonElement).addEventListener("click", () => {
    drawn.clear();
    show();
    onDrawn();
  });
  return {
    start,
    setSeed(seed) {
      noise = createGenerator(seed).randn(3 * AREA);
      show();
    },
  };
}

/** The pixels of a round brush. */
function disc(row: number, column: number, width: number): number[] {
  const pixels: number[] = [];
  const radius = width / 2;
  for (let r = 0; r < SIDE; r++) {
    for (let c = 0; c < SIDE; c++) {
      if (Math.hypot(r - row, c - column) < Math.max(radius, 0.5)) pixels.push(r * SIDE + c);
    }
  }
  return pixels;
}
