/**
 * The arithmetic of a map of points, without an element.
 * @module dataset-map/map-window
 */
/** The part of the map that is shown: its middle, from 0 to 1 in both directions, and how many times it is enlarged. */
export type Window = { readonly x: number; readonly y: number; readonly zoom: number };

export const MOST_ZOOM = 32;

/** Keeps the window inside the map. */
export function within({ x, y, zoom }: Window): Window {
  const nearer = Math.min(MOST_ZOOM, Math.max(1, zoom));
  const half = 0.5 / nearer;
  const inside = (at: number): number => Math.min(1 - half, Math.max(half, at));
  return { x: inside(x), y: inside(y), zoom: nearer };
}

/** Where a point of the map is drawn, in a square of `side` pixels. */
export function toScreen([px, py]: readonly [number, number], { x, y, zoom }: Window, side: number): [number, number] {
  return [((px - x) * zoom + 0.5) * side, ((py - y) * zoom + 0.5) * side];
}

/** The point nearest to a place on the screen, if one is within `reach` pixels. */
export function pointAt(
  positions: Float32Array,
  [sx, sy]: readonly [number, number],
  window: Window,
  side: number,
  reach: number,
): number | undefined {
  let best: number | undefined;
  let least = reach;
  for (let i = 0; i < positions.length / 2; i++) {
    const [x, y] = toScreen([positions[2 * i]!, positions[2 * i + 1]!], window, side);
    const distance = Math.hypot(x - sx, y - sy);
    if (distance <= least) [best, least] = [i, distance];
  }
  return best;
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest point in the direction of an arrow key: within 45° of it. */
export function neighbourOf(positions: Float32Array, from: number, key: string): number | undefined {
  const direction = directions[key];
  if (direction === undefined) return undefined;
  const [dx, dy] = direction;
  const [x, y] = [positions[2 * from]!, positions[2 * from + 1]!];
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < positions.length / 2; i++) {
    const [ox, oy] = [positions[2 * i]! - x, positions[2 * i + 1]! - y];
    const along = ox * dx + oy * dy;
    const across = Math.abs(ox * dy) + Math.abs(oy * dx);
    const distance = along + 2 * across;
    if (along > 1e-6 && across <= along && distance < least) [best, least] = [i, distance];
  }
  return best;
}

export const isArrow = (key: string): boolean => Object.hasOwn(directions, key);

/** The other points, the nearest first. */
export function nearestTo(positions: Float32Array, from: number, count: number): number[] {
  const [x, y] = [positions[2 * from]!, positions[2 * from + 1]!];
  const distanceOf = (i: number): number => Math.hypot(positions[2 * i]! - x, positions[2 * i + 1]! - y);
  return Array.from({ length: positions.length / 2 }, (_, i) => i)
    .filter((i) => i !== from)
    .sort((a, b) => distanceOf(a) - distanceOf(b))
    .slice(0, count);
}

/** Reads `0.5,0.5,4`: the middle, from 0 to 1 in both directions, and the zoom, from 1 to 32. Anything else is undefined. */
export function parseWindow(written: string): Window | undefined {
  const [x, y, zoom, ...others] = written.split(",").map((part) => Number(part.trim() || Number.NaN));
  if (others.length > 0 || x === undefined || y === undefined || zoom === undefined) return undefined;
  const isPlace = [x, y].every((at) => at >= 0 && at <= 1) && zoom >= 1 && zoom <= MOST_ZOOM;
  return isPlace ? within({ x, y, zoom }) : undefined;
}

/** The inverse. */
export function formatWindow({ x, y, zoom }: Window): string {
  return [x, y, zoom].map((each) => +each.toFixed(4)).join(",");
}
