import type { PairMap } from "./lay-out-pairs.js";
import { toScreen, type Window } from "./map-window.js";

/** Of the drawing, in its own pixels; CSS may make it smaller. */
export const SIDE = 640;
const THUMBNAIL = 40;
const DOT = 3;

/** The points in a window, by their places on the map. */
export function pointsIn({ positions }: Pick<PairMap, "positions">, window: Window): number[] {
  const found: number[] = [];
  for (let i = 0; 2 * i < positions.length; i++) {
    const [x, y] = toScreen([positions[2 * i]!, positions[2 * i + 1]!], window, SIDE);
    if (x >= 0 && x <= SIDE && y >= 0 && y <= SIDE) found.push(i);
  }
  return found;
}

/** Those of them whose pictures have room. */
export function picturedIn({ levels }: Pick<PairMap, "levels">, points: readonly number[], { zoom }: Window): number[] {
  const level = Math.min(levels.length - 1, Math.max(0, Math.round(Math.log2(zoom))));
  const pictured = new Set(levels[level]);
  return points.filter((point) => pictured.has(point));
}

export type MapDrawing = {
  readonly window: Window;
  readonly points: readonly number[];
  readonly pictures: ReadonlyMap<number, ImageBitmap | undefined>;
  /** Which of them are drawn as pictures. */
  readonly pictured: readonly number[];
  readonly chosen: number | undefined;
};

/** Draws a window of the map: dots, then pictures, then a frame around the chosen point. */
export function drawMap(
  canvas: HTMLCanvasElement,
  { positions }: Pick<PairMap, "positions">,
  { window, points, pictures, pictured, chosen }: MapDrawing,
): void {
  const ratio = canvas.width / SIDE;
  const context = canvas.getContext("2d")!;
  const { color, outlineColor } = getComputedStyle(canvas);
  const place = (i: number): [number, number] => toScreen([positions[2 * i]!, positions[2 * i + 1]!], window, SIDE);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, SIDE, SIDE);
  context.fillStyle = color;
  for (const i of points) {
    context.beginPath();
    context.arc(...place(i), DOT, 0, 2 * Math.PI);
    context.fill();
  }
  for (const i of pictured) {
    const picture = pictures.get(i);
    if (picture === undefined) continue;
    const [x, y] = place(i);
    const scale = THUMBNAIL / Math.max(picture.width, picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    context.drawImage(picture, x - width / 2, y - height / 2, width, height);
  }
  if (chosen === undefined) return;
  const [x, y] = place(chosen);
  context.strokeStyle = outlineColor;
  context.lineWidth = 3;
  context.strokeRect(x - THUMBNAIL / 2 - 3, y - THUMBNAIL / 2 - 3, THUMBNAIL + 6, THUMBNAIL + 6);
}
