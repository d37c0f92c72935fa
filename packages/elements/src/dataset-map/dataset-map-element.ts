import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { checkRange } from "../base/check-range.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import type { ShownPair } from "../dataset/browse.js";
import { pairCard } from "../dataset/pair-card.js";
import { pairCardStyles } from "../dataset/pair-card-styles.js";
import { datasetSource, datasetWorker } from "../dataset/shared-dataset.js";
import type { DatasetMapMessages } from "../messages/dataset-map.en.js";
import { datasetMapMessages } from "../messages/dataset-map.js";
import { datasetMapStyles } from "./dataset-map-styles.js";
import { drawMap, picturedIn, pointsIn, SIDE } from "./draw-map.js";
import type { PairMap } from "./lay-out-pairs.js";
import {
  formatWindow,
  isArrow,
  nearestTo,
  neighbourOf,
  parseWindow,
  pointAt,
  type Window,
  within,
} from "./map-window.js";

/** What `alt2img-dataset-map` brings. */
export type DatasetMapDetail = {
  /** `[points, 2]`, from 0 to 1. */
  readonly positions: Float32Array;
  /** The row of each point in the dataset. */
  readonly rows: Uint32Array;
};

/** What `alt2img-dataset-map-pair` brings. */
export type DatasetMapPairDetail = {
  readonly pair: ShownPair;
  /** The rows of the pictures next to it, the nearest first. */
  readonly near: readonly number[];
};

const WHOLE: Window = { x: 0.5, y: 0.5, zoom: 1 };
const ZOOM = 1.5;
/** How far from a point a click still takes it, in pixels of the drawing. */
const REACH = 24;
const NEAR = 5;
const LISTED = 100;
/** How much of the window the map moves by. */
const STEP = 0.2;
const MOST_SEED = 2 ** 31 - 1;
const PAN: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A map of a dataset’s pictures, in which those that a model finds similar are near each other: UMAP of their embeddings.
 *
 * @tagname alt2img-dataset-map
 * @fires {CustomEvent<DatasetMapDetail>} alt2img-dataset-map - When the map is there, with the places of the pictures
 * @fires {CustomEvent<DatasetMapPairDetail>} alt2img-dataset-map-pair - When a picture is chosen, with its pair and what is next to it
 * @csspart map - The drawing
 * @csspart pair - The chosen pair
 * @csspart table - The pictures in view, as a table
 */
export class DatasetMapElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, pairCardStyles, datasetMapStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String, reflect: true },
    seed: { type: Number, reflect: true },
    region: { type: String, reflect: true },
    pair: { type: Number, reflect: true },
    map: { state: true },
    card: { state: true },
    progress: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["src", "seed"];
  protected static override readonly kept: readonly string[] = ["seed", "region", "pair"];

  /**
   * The URL of a dataset with embeddings: a folder that `alt2img dataset build` made, or one Parquet file. The server has to answer range
   * requests, and to allow other sites to read it (CORS). Default: the pairs of the tiny crawl, with the tiny CLIP’s embeddings.
   */
  declare src: string | undefined;
  /** Another seed gives another map of the same: a whole number from 0 to 2,147,483,647. Default: 13. */
  declare seed: number;
  /**
   * The part that is shown: its middle, from 0 to 1 from the left and from the top, and how many times it is enlarged, from 1 to 32:
   * `0.5,0.5,4`. Default: `0.5,0.5,1`, the whole map.
   */
  declare region: string;
  /** The chosen picture: the number of its row in the dataset, from 0. Default: none. */
  declare pair: number | undefined;
  declare protected map: PairMap | undefined;
  declare protected card: ShownPair | undefined;
  declare protected progress: { readonly stage: string; readonly share: number | undefined } | undefined;

  #pictures = new Map<number, ImageBitmap | undefined>();
  #source = "";
  #isDue = false;
  #drag: { x: number; y: number; isMoved: boolean } | undefined;
  #showing: AbortController = new AbortController();

  constructor() {
    super();
    this.seed = 13;
    this.region = formatWindow(WHOLE);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => this.#draw(), { signal: this.removal });
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    checkRange("seed", this.seed, [0, MOST_SEED], { isWhole: true });
    const source = datasetSource(this.src, this.baseURI);
    this.progress = undefined;
    const map = await datasetWorker(this.removal)("layOut", [source, this.seed], {
      signal,
      onPart: ({ stage, done, total }) => {
        this.progress = { stage, share: total ? done / total : undefined };
      },
    });
    for (const picture of this.#pictures.values()) picture?.close();
    this.#pictures = new Map();
    if (this.#source !== source && this.map !== undefined) this.pair = undefined;
    this.#source = source;
    this.card = undefined;
    this.map = map;
    this.emit<DatasetMapDetail>("alt2img-dataset-map", { positions: map.positions, rows: map.rows });
    await this.updateComplete;
    await this.#showPair(signal);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.map === undefined) return;
    if (["map", "region", "pair"].some((name) => changed.has(name))) this.#draw();
    if (changed.has("pair") && !changed.has("map")) void this.#follow();
  }

  get #messages(): DatasetMapMessages {
    return this.texts(datasetMapMessages);
  }

  get #window(): Window {
    return parseWindow(this.region) ?? WHOLE;
  }

  /** The chosen point, by its place in the map. */
  get #chosen(): number | undefined {
    const point = this.pair === undefined ? -1 : (this.map?.rows.indexOf(this.pair) ?? -1);
    return point < 0 ? undefined : point;
  }

  protected override view(): TemplateResult {
    const { map } = this;
    return html`${this.isBusy ? this.#reading() : nothing} ${map === undefined ? nothing : this.#map(map)}`;
  }

  #reading(): TemplateResult {
    const { stage, share } = this.progress ?? { stage: "read", share: undefined };
    const messages = this.#messages;
    const written = share === undefined ? "" : this.#percent(share);
    return html`<p class="muted">
      <label>${stage === "read" ? messages.reading(written) : messages.drawing(written)}
        <progress max="1" value=${share ?? nothing}></progress>
      </label>
    </p>`;
  }

  #map(map: PairMap): TemplateResult {
    const messages = this.#messages;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const button = (text: string, title: string, onClick: () => void): TemplateResult =>
      html`<button type="button" title=${title} aria-label=${title} @click=${onClick}>${text}</button>`;
    return html`<div class="buttons">
        ${button("+", messages.zoomIn, () => this.#zoom(ZOOM))}
        ${button("−", messages.zoomOut, () => this.#zoom(1 / ZOOM))}
        ${button(messages.whole, messages.whole, () => this.#move(WHOLE))}
      </div>
      <canvas
        part="map"
        class=${this.#window.zoom > 1 ? "enlarged" : ""}
        width=${SIDE * ratio}
        height=${SIDE * ratio}
        tabindex="0"
        role="application"
        aria-label=${messages.map}
        @keydown=${this.#onKey}
        @pointerdown=${this.#onDown}
        @pointermove=${this.#onDrag}
        @pointerup=${this.#onUp}
        @dblclick=${this.#onDouble}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.#onWheel(event), passive: false }}
      ></canvas>
      <p class="muted">${messages.caption}</p>
      ${map.read < map.total ? html`<p>${messages.partly(this.format(map.read), this.format(map.total))}</p>` : nothing}
      ${this.#pair(map)} ${this.#table(map)}`;
  }

  #pair(map: PairMap): TemplateResult | typeof nothing {
    const chosen = this.#chosen;
    if (this.card === undefined || chosen === undefined) return nothing;
    const format = (value: number, options?: Intl.NumberFormatOptions): string => this.format(value, options);
    return html`${pairCard(this.card, { language: this.language, format, remote: false })}
      <p class="title">${this.#messages.near}</p>
      <ul class="near">
        ${nearestTo(map.positions, chosen, NEAR).map((point) => html`<li>${this.#link(map, point)}</li>`)}
      </ul>`;
  }

  #table(map: PairMap): TemplateResult {
    const messages = this.#messages;
    const points = pointsIn(map, this.#window);
    return html`<details>
      <summary>${messages.table}</summary>
      ${dataTable(
        messages.table,
        Object.values(messages.columns),
        points.slice(0, LISTED).map(
          (point) => html`<tr>
            <th scope="row">${this.#link(map, point)}</th>
            <td class="number">${this.#percent(map.positions[2 * point]!)}</td>
            <td class="number">${this.#percent(map.positions[2 * point + 1]!)}</td>
          </tr>`,
        ),
      )}
      ${points.length > LISTED ? html`<p class="muted">${messages.more(this.format(points.length - LISTED))}</p>` : nothing}
    </details>`;
  }

  #link({ texts }: PairMap, point: number): TemplateResult {
    return html`<button class="link" type="button" @click=${() => this.#choose(point)}><bdi>${texts[point]}</bdi></button>`;
  }

  #percent(share: number): string {
    return this.format(share, { style: "percent" });
  }

  /** Draws at the next frame, however often it is asked to. */
  #draw(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    const { map } = this;
    if (canvas === null || map === undefined) return;
    const window = this.#window;
    const points = pointsIn(map, window);
    const chosen = this.#chosen;
    const room = picturedIn(map, points, window);
    // The chosen one is above the others.
    const pictured = chosen === undefined ? room : [...room.filter((point) => point !== chosen), chosen];
    drawMap(canvas, map, { window, points, pictured, pictures: this.#pictures, chosen });
    void this.#fetchPictures(
      map,
      pictured.filter((point) => !this.#pictures.has(point)),
    );
  }

  async #fetchPictures({ rows }: PairMap, points: readonly number[]): Promise<void> {
    if (points.length === 0) return;
    const pictures = this.#pictures;
    for (const point of points) pictures.set(point, undefined);
    const { removal } = this;
    try {
      const wanted = points.map((point) => rows[point]!);
      const bitmaps = await datasetWorker(removal)("thumbnails", [this.#source, wanted], { signal: removal });
      for (const [i, point] of points.entries()) pictures.set(point, bitmaps[i]);
      if (pictures === this.#pictures) this.#draw();
    } catch (error) {
      if (!removal.aborted) this.fail(error);
    }
  }

  #move(to: Window): void {
    this.region = formatWindow(within(to));
  }

  #zoom(times: number, middle?: readonly [number, number]): void {
    const { map } = this;
    const window = this.#window;
    const chosen = this.#chosen;
    const around: readonly [number, number] =
      chosen === undefined || map === undefined
        ? [window.x, window.y]
        : [map.positions[2 * chosen]!, map.positions[2 * chosen + 1]!];
    const [x, y] = middle ?? around;
    this.#move({ x, y, zoom: window.zoom * times });
  }

  /** Puts the frame around a point, and shows its pair. */
  #choose(point: number): void {
    const { map } = this;
    if (map === undefined) return;
    const [x, y] = [map.positions[2 * point]!, map.positions[2 * point + 1]!];
    if (!pointsIn(map, this.#window).includes(point)) this.#move({ ...this.#window, x, y });
    this.pair = map.rows[point]!;
  }

  async #follow(): Promise<void> {
    this.#showing.abort();
    this.#showing = new AbortController();
    const signal = AbortSignal.any([this.#showing.signal, this.removal]);
    try {
      await this.#showPair(signal);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  async #showPair(signal: AbortSignal): Promise<void> {
    const { map } = this;
    const chosen = this.#chosen;
    if (map === undefined || chosen === undefined) {
      this.card = undefined;
      return;
    }
    const [pair] = await datasetWorker(this.removal)("pairs", [this.#source, [map.rows[chosen]!]], { signal });
    this.card = pair;
    const near = nearestTo(map.positions, chosen, NEAR).map((point) => map.rows[point]!);
    if (pair !== undefined) this.emit<DatasetMapPairDetail>("alt2img-dataset-map-pair", { pair, near });
  }

  #onKey(event: KeyboardEvent): void {
    const { map } = this;
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || map === undefined) return;
    const window = this.#window;
    if (isArrow(key) && shiftKey) {
      const [dx, dy] = PAN[key]!;
      this.#move({ ...window, x: window.x + (dx * STEP) / window.zoom, y: window.y + (dy * STEP) / window.zoom });
    } else if (isArrow(key)) {
      const chosen = this.#chosen;
      const next = chosen === undefined ? pointsIn(map, window)[0] : neighbourOf(map.positions, chosen, key);
      if (next !== undefined) this.#choose(next);
    } else if (key === "Enter" || key === " ") {
      const chosen = this.#chosen ?? pointAt(map.positions, [SIDE / 2, SIDE / 2], window, SIDE, SIDE);
      if (chosen !== undefined) this.#choose(chosen);
      void this.#follow();
    } else if (key === "+" || key === "=") this.#zoom(ZOOM);
    else if (key === "-") this.#zoom(1 / ZOOM);
    else if (key === "0") this.#move(WHOLE);
    else return;
    event.preventDefault();
  }

  /** Where an event is, in pixels of the drawing. */
  #onScreen({ clientX, clientY, currentTarget }: MouseEvent): [number, number] {
    const { left, top, width } = (currentTarget as HTMLElement).getBoundingClientRect();
    return [((clientX - left) * SIDE) / width, ((clientY - top) * SIDE) / width];
  }

  #onMap(event: MouseEvent): [number, number] {
    const [x, y] = this.#onScreen(event);
    const window = this.#window;
    return [window.x + (x / SIDE - 0.5) / window.zoom, window.y + (y / SIDE - 0.5) / window.zoom];
  }

  #onDown(event: PointerEvent): void {
    const [x, y] = this.#onScreen(event);
    this.#drag = { x, y, isMoved: false };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  #onDrag(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    const [x, y] = this.#onScreen(event);
    if (!drag.isMoved && Math.hypot(x - drag.x, y - drag.y) < 4) return;
    const window = this.#window;
    this.#move({
      ...window,
      x: window.x - (x - drag.x) / SIDE / window.zoom,
      y: window.y - (y - drag.y) / SIDE / window.zoom,
    });
    this.#drag = { x, y, isMoved: true };
  }

  #onUp(event: PointerEvent): void {
    const isClick = this.#drag?.isMoved === false;
    this.#drag = undefined;
    if (!isClick || this.map === undefined) return;
    const point = pointAt(this.map.positions, this.#onScreen(event), this.#window, SIDE, REACH);
    if (point !== undefined) this.#choose(point);
  }

  #onDouble(event: MouseEvent): void {
    this.#zoom(2, this.#onMap(event));
  }

  /** With Ctrl, or by two fingers on a touchpad: otherwise the page scrolls. */
  #onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#zoom(event.deltaY < 0 ? ZOOM : 1 / ZOOM, this.#onMap(event));
  }

  protected override describe(): string {
    const { map } = this;
    if (map === undefined) return "";
    const chosen = this.#chosen;
    const messages = this.#messages;
    const shown = pointsIn(map, this.#window).length;
    const inView = messages.inView(this.format(shown), this.format(map.rows.length));
    if (chosen === undefined) return inView;
    const near = nearestTo(map.positions, chosen, 3).map((point) => map.texts[point]!);
    return messages.chosen(map.texts[chosen]!, near.join(", "));
  }
}

defineElement("alt2img-dataset-map", DatasetMapElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-dataset-map": DatasetMapElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-dataset-map": CustomEvent<DatasetMapDetail>;
    "alt2img-dataset-map-pair": CustomEvent<DatasetMapPairDetail>;
  }
}
