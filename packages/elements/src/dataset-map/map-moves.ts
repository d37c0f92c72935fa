import { pointsIn, SIDE } from "./draw-map.js";
import type { PairMap } from "./lay-out-pairs.js";
import { isArrow, neighbourOf, pointAt, type Window } from "./map-window.js";

export const WHOLE: Window = { x: 0.5, y: 0.5, zoom: 1 };
export const ZOOM = 1.5;
/** How much of the window the map moves by. */
const STEP = 0.2;
const PAN: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a map shows. */
type Shown = { readonly map: PairMap; readonly window: Window; readonly chosen: number | undefined };

/** What a key does: it shows another part of the map, or chooses a point, if there is one. */
export type Move = { readonly to: Window } | { readonly point: number | undefined };

/** Zooms around the chosen point, or around the middle. */
export function zoomed({ map, window, chosen }: Shown, times: number): Window {
  const [x, y] = chosen === undefined ? [window.x, window.y] : placeOf(map, chosen);
  return { x, y, zoom: window.zoom * times };
}

export const placeOf = ({ positions }: Pick<PairMap, "positions">, point: number): [number, number] => [
  positions[2 * point]!,
  positions[2 * point + 1]!,
];

/** What a key does; `undefined` if it isn't the map's. */
export function moveByKey({ key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">, shown: Shown): Move | undefined {
  const { map, window, chosen } = shown;
  if (isArrow(key) && shiftKey) {
    const [dx, dy] = PAN[key]!;
    return { to: { ...window, x: window.x + (dx * STEP) / window.zoom, y: window.y + (dy * STEP) / window.zoom } };
  }
  if (isArrow(key)) {
    return { point: chosen === undefined ? pointsIn(map, window)[0] : neighbourOf(map.positions, chosen, key) };
  }
  if (key === "Enter" || key === " ") {
    return { point: chosen ?? pointAt(map.positions, [SIDE / 2, SIDE / 2], window, SIDE, SIDE) };
  }
  if (key === "+" || key === "=") return { to: zoomed(shown, ZOOM) };
  if (key === "-") return { to: zoomed(shown, 1 / ZOOM) };
  return key === "0" ? { to: WHOLE } : undefined;
}
