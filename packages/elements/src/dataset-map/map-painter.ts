import { drawMap, picturedIn, pointsIn } from "./draw-map.js";
import type { PairMap } from "./lay-out-pairs.js";
import type { Window } from "./map-window.js";

/** What is to be painted. */
export type Painting = {
  readonly canvas: HTMLCanvasElement;
  readonly map: PairMap;
  readonly window: Window;
  readonly chosen: number | undefined;
};

/** Paints a map, fetches the pictures that have room on it, and keeps them. */
export class MapPainter {
  #pictures = new Map<number, ImageBitmap | undefined>();
  #isDue = false;
  readonly #painting: () => Painting | undefined;
  readonly #fetch: (rows: readonly number[]) => Promise<readonly (ImageBitmap | undefined)[]>;

  /**
   * @param painting asked again for each painting; `undefined` if there is nothing to paint yet
   * @param fetch gives the pictures of rows
   */
  constructor(
    painting: () => Painting | undefined,
    fetch: (rows: readonly number[]) => Promise<readonly (ImageBitmap | undefined)[]>,
  ) {
    this.#painting = painting;
    this.#fetch = fetch;
  }

  /** Forgets the pictures: those of another map come. */
  clear(): void {
    for (const picture of this.#pictures.values()) picture?.close();
    this.#pictures = new Map();
  }

  /** Paints at the next frame, however often it is asked to. */
  paint(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      const painting = this.#painting();
      if (painting !== undefined) this.#paintNow(painting);
    });
  }

  #paintNow({ canvas, map, window, chosen }: Painting): void {
    const points = pointsIn(map, window);
    const room = picturedIn(map, points, window);
    // The chosen one is above the others.
    const pictured = chosen === undefined ? room : [...room.filter((point) => point !== chosen), chosen];
    drawMap(canvas, map, { window, points, pictured, pictures: this.#pictures, chosen });
    const missing = pictured.filter((point) => !this.#pictures.has(point));
    if (missing.length > 0) void this.#fetchPictures(map, missing);
  }

  async #fetchPictures({ rows }: PairMap, points: readonly number[]): Promise<void> {
    const pictures = this.#pictures;
    for (const point of points) pictures.set(point, undefined);
    const bitmaps = await this.#fetch(points.map((point) => rows[point]!));
    for (const [i, point] of points.entries()) pictures.set(point, bitmaps[i]);
    if (pictures === this.#pictures) this.paint();
  }
}
