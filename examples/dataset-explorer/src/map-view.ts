import {
  isArrow,
  nearestTo,
  neighbourOf,
  pointAt,
  toScreen,
  type Window,
  within,
} from "@alt2img/elements/dataset-map/map-window";
import { h } from "@alt2img/example-shared/element";
import type { PictureMap } from "./worker/protocol.js";

type MapOptions = {
  /** The part to begin with. Default: all of it. */
  readonly window: Window | undefined;
  readonly onWindow: (window: Window) => void;
  /** The pictures of these pairs, as `data:` URLs. */
  readonly picturesOf: (pairs: readonly number[]) => Promise<readonly (string | undefined)[]>;
  /** A point was chosen; `near` are the pairs next to it on the map, the nearest first. */
  readonly onChoose: (pair: number, near: readonly number[]) => void;
};

export type MapView = {
  readonly element: HTMLElement;
  /** Draws it again: what is lost is a cross. */
  show(lostAt: Uint16Array, shown: Uint8Array): void;
  /** Shows this part. */
  moveTo(window: Window): void;
};

const WHOLE: Window = { x: 0.5, y: 0.5, zoom: 1 };
const SIDE = 640;
const THUMBNAIL = 40;
/** If fewer points are in the window, each is drawn as its picture. */
const MOST_THUMBNAILS = 160;
const REACH = 24;
const NEAR = 5;

/** A map in which similar pictures are near each other. Zoom in to see them; the arrow keys go from one to the next. */
export function mapView(
  { positions, pairs }: PictureMap,
  { window: first = WHOLE, onWindow, picturesOf, onChoose }: MapOptions,
): MapView {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const canvas = h("canvas", {
    width: SIDE * ratio,
    height: SIDE * ratio,
    tabindex: 0,
    role: "application",
    "aria-label": "Map of the pictures. The arrow keys go from one to the next, plus and minus zoom.",
  });
  const context = canvas.getContext("2d")!;
  const button = (label: string, title: string, onclick: () => void): HTMLElement =>
    h("button", { type: "button", title, "aria-label": title, onclick }, label);
  const pictures = new Map<number, ImageBitmap | "none">();
  let window = first;
  let chosen: number | undefined;
  let lost = new Uint16Array();
  let visible = new Uint8Array();
  let isDue = false;

  const inWindow = (): number[] => {
    const found: number[] = [];
    for (let i = 0; i < pairs.length; i++) {
      const [x, y] = place(i);
      if (visible[pairs[i]!] === 1 && x >= 0 && x <= SIDE && y >= 0 && y <= SIDE) found.push(i);
    }
    return found;
  };
  const place = (i: number): [number, number] => toScreen([positions[2 * i]!, positions[2 * i + 1]!], window, SIDE);

  const draw = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      drawNow();
    });
  };

  function drawNow(): void {
    const style = getComputedStyle(canvas);
    const colour = (name: string): string => style.getPropertyValue(name);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, SIDE, SIDE);
    const points = inWindow();
    const asPictures = points.length <= MOST_THUMBNAILS;
    if (asPictures) void load(points.filter((i) => !pictures.has(i)));
    for (const i of points) {
      const [x, y] = place(i);
      const isLost = lost[pairs[i]!] !== 0;
      const picture = asPictures ? pictures.get(i) : undefined;
      context.strokeStyle = context.fillStyle = colour(isLost ? "--lost" : "--kept");
      if (picture instanceof ImageBitmap) {
        context.globalAlpha = isLost ? 0.6 : 1;
        context.drawImage(picture, x - THUMBNAIL / 2, y - THUMBNAIL / 2, THUMBNAIL, THUMBNAIL);
        context.globalAlpha = 1;
        if (isLost) drawCross(x + THUMBNAIL / 2 - 5, y - THUMBNAIL / 2 + 5);
      } else if (isLost) drawCross(x, y);
      else {
        context.beginPath();
        context.arc(x, y, 3.5, 0, 2 * Math.PI);
        context.fill();
      }
    }
    if (chosen === undefined) return;
    const [x, y] = place(chosen);
    context.strokeStyle = colour("--ink");
    context.lineWidth = 3;
    context.strokeRect(x - THUMBNAIL / 2 - 3, y - THUMBNAIL / 2 - 3, THUMBNAIL + 6, THUMBNAIL + 6);
  }

  function drawCross(x: number, y: number): void {
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x - 4, y - 4);
    context.lineTo(x + 4, y + 4);
    context.moveTo(x + 4, y - 4);
    context.lineTo(x - 4, y + 4);
    context.stroke();
  }

  async function load(points: readonly number[]): Promise<void> {
    if (points.length === 0) return;
    for (const i of points) pictures.set(i, "none");
    const urls = await picturesOf(points.map((i) => pairs[i]!));
    await Promise.all(
      points.map(async (i, at) => {
        const url = urls[at];
        if (url === undefined) return;
        const image = new Image();
        image.src = url;
        try {
          await image.decode();
          pictures.set(i, await createImageBitmap(image));
        } catch {
          // It stays a point.
        }
      }),
    );
    draw();
  }

  function move(to: Window): void {
    window = within(to);
    onWindow(window);
    draw();
  }

  function choose(i: number): void {
    chosen = i;
    const [x, y] = place(i);
    if (x < 0 || x > SIDE || y < 0 || y > SIDE) {
      move({ ...window, x: positions[2 * i]!, y: positions[2 * i + 1]! });
    }
    onChoose(
      pairs[i]!,
      nearestTo(positions, i, NEAR).map((other) => pairs[other]!),
    );
    draw();
  }

  function zoom(
    times: number,
    middle: readonly [number, number] = chosen === undefined
      ? [window.x, window.y]
      : [positions[2 * chosen]!, positions[2 * chosen + 1]!],
  ): void {
    move({ x: middle[0], y: middle[1], zoom: window.zoom * times });
  }

  canvas.addEventListener("keydown", (event) => {
    const { key } = event;
    if (isArrow(key)) {
      const shownOnes = inWindow();
      const next = chosen === undefined ? shownOnes[0] : neighbourOf(positions, chosen, key);
      if (next !== undefined) choose(next);
    } else if (key === "+" || key === "=") zoom(1.5);
    else if (key === "-") zoom(1 / 1.5);
    else if (key === "0") zoom(0);
    else return;
    event.preventDefault();
  });
  let drag: { x: number; y: number; moved: boolean } | undefined;
  const onScreen = ({ clientX, clientY }: MouseEvent): [number, number] => {
    const { left, top, width } = canvas.getBoundingClientRect();
    return [((clientX - left) * SIDE) / width, ((clientY - top) * SIDE) / width];
  };
  canvas.addEventListener("pointerdown", ({ clientX, clientY, pointerId }) => {
    drag = { x: clientX, y: clientY, moved: false };
    canvas.setPointerCapture(pointerId);
  });
  canvas.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (drag === undefined) return;
    const { width } = canvas.getBoundingClientRect();
    const [dx, dy] = [clientX - drag.x, clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 4) return;
    move({ ...window, x: window.x - dx / width / window.zoom, y: window.y - dy / width / window.zoom });
    drag = { x: clientX, y: clientY, moved: true };
  });
  canvas.addEventListener("pointerup", (event) => {
    const isClick = drag?.moved === false;
    drag = undefined;
    if (!isClick) return;
    const found = pointAt(positions, onScreen(event), window, SIDE, REACH);
    if (found !== undefined) choose(found);
  });
  canvas.addEventListener("dblclick", (event) => {
    const [x, y] = onScreen(event);
    zoom(2, [window.x + (x / SIDE - 0.5) / window.zoom, window.y + (y / SIDE - 0.5) / window.zoom]);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  return {
    element: h(
      "div",
      { class: "map" },
      h(
        "p",
        { class: "choices" },
        button("+", "Zoom in", () => zoom(1.5)),
        button("−", "Zoom out", () => zoom(1 / 1.5)),
        button("Whole map", "Whole map", () => zoom(0)),
      ),
      canvas,
    ),
    show(lostAt, shown) {
      lost = new Uint16Array(lostAt);
      visible = new Uint8Array(shown);
      draw();
    },
    moveTo(to) {
      window = within(to);
      draw();
    },
  };
}
