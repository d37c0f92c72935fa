import { SIDE } from "./draw-map.js";
import { ZOOM } from "./map-moves.js";
import type { Window } from "./map-window.js";

type Host = {
  readonly window: Window;
  readonly move: (to: Window) => void;
  /** A click, in pixels of the drawing. */
  readonly click: (at: readonly [number, number]) => void;
};

/** Mouse, finger and pen on the map: they drag it, click on points, and zoom. */
export class MapPointer {
  #drag: { x: number; y: number; isMoved: boolean } | undefined;
  readonly #host: () => Host;

  /** @param host asked again for every event */
  constructor(host: () => Host) {
    this.#host = host;
  }

  onDown(event: PointerEvent): void {
    const [x, y] = onScreen(event);
    this.#drag = { x, y, isMoved: false };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  onMove(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    const [x, y] = onScreen(event);
    if (!drag.isMoved && Math.hypot(x - drag.x, y - drag.y) < 4) return;
    const { window, move } = this.#host();
    const [dx, dy] = [(x - drag.x) / SIDE / window.zoom, (y - drag.y) / SIDE / window.zoom];
    move({ ...window, x: window.x - dx, y: window.y - dy });
    this.#drag = { x, y, isMoved: true };
  }

  onUp(event: PointerEvent): void {
    const isClick = this.#drag?.isMoved === false;
    this.#drag = undefined;
    if (isClick) this.#host().click(onScreen(event));
  }

  onDouble(event: MouseEvent): void {
    this.#zoom(event, 2);
  }

  /** With Ctrl, or by two fingers on a touchpad: otherwise the page scrolls. */
  onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#zoom(event, event.deltaY < 0 ? ZOOM : 1 / ZOOM);
  }

  #zoom(event: MouseEvent, times: number): void {
    const { window, move } = this.#host();
    const [x, y] = onScreen(event);
    move({
      x: window.x + (x / SIDE - 0.5) / window.zoom,
      y: window.y + (y / SIDE - 0.5) / window.zoom,
      zoom: window.zoom * times,
    });
  }
}

/** Where an event is, in pixels of the drawing. */
function onScreen({ clientX, clientY, currentTarget }: MouseEvent): [number, number] {
  const { left, top, width } = (currentTarget as HTMLElement).getBoundingClientRect();
  return [((clientX - left) * SIDE) / width, ((clientY - top) * SIDE) / width];
}
