import { Alt2imgError } from "@alt2img/core";
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
import { defineElement } from "../base/define-element.js";
import { linkStyles } from "../base/link-styles.js";
import type { Speech } from "../base/speech.js";
import type { ShownPair } from "../dataset/browse.js";
import { pairCard } from "../dataset/pair-card.js";
import { pairCardStyles } from "../dataset/pair-card-styles.js";
import { datasetSource, datasetWorker } from "../dataset/shared-dataset.js";
import type { DatasetMapMessages } from "../messages/dataset-map.en.js";
import { datasetMapMessages } from "../messages/dataset-map.js";
import { datasetMapStyles } from "./dataset-map-styles.js";
import { pointsIn, SIDE } from "./draw-map.js";
import type { PairMap } from "./lay-out-pairs.js";
import { moveByKey, placeOf, WHOLE, ZOOM, zoomed } from "./map-moves.js";
import { MapPainter } from "./map-painter.js";
import { MapPointer } from "./map-pointer.js";
import { formatWindow, MOST_ZOOM, nearestTo, parseWindow, pointAt, type Window, within } from "./map-window.js";
import { pointList, pointTable } from "./point-lists.js";

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

/** How far from a point a click still takes it, in pixels of the drawing. */
const REACH = 24;
const NEAR = 5;
const MOST_SEED = 2 ** 31 - 1;

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
  static override styles: CSSResultGroup = [baseStyles, linkStyles, pairCardStyles, datasetMapStyles];
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
   * requests, and to allow other sites to read it (CORS). Or `tiny-training-set`: every drawing that the tiny models learned from, with the
   * map that comes with them. Default: the pairs of the tiny crawl, with the tiny CLIP’s embeddings.
   */
  declare src: string | undefined;
  /** Another seed gives another map of the same dataset; `tiny-training-set` comes with its own: a whole number from 0 to 2,147,483,647. Default: 13. */
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

  #source = "";
  #showing: AbortController = new AbortController();
  /** Why the region or the pair was refused at last. */
  #refusal: Alt2imgError | undefined;
  readonly #painter = new MapPainter(
    () => {
      const { map } = this;
      const canvas = this.renderRoot.querySelector("canvas");
      return map && canvas ? { canvas, map, window: this.#window, chosen: this.#chosen } : undefined;
    },
    (rows) => this.#thumbnails(rows),
  );
  readonly #pointer = new MapPointer(() => ({
    window: this.#window,
    move: (to) => this.#move(to),
    click: (at) => this.#click(at),
  }));

  constructor() {
    super();
    this.seed = 13;
    this.region = formatWindow(WHOLE);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => this.#painter.paint(), { signal: this.removal });
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
    this.#painter.clear();
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
    if (["map", "region", "pair"].some((name) => changed.has(name))) this.#painter.paint();
    if (changed.has("map")) return;
    const isRefused = this.#refusal !== undefined && this.problem === this.#refusal;
    const isOtherRegion = changed.has("region") && (isRefused || parseWindow(this.region) === undefined);
    if (changed.has("pair") || isOtherRegion) void this.#follow();
  }

  get #speech(): Speech<DatasetMapMessages> {
    return this.speech(datasetMapMessages);
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
    const { messages } = this.#speech;
    const written = share === undefined ? "" : this.#percent(share);
    return html`<p class="muted">
      <label>${stage === "read" ? messages.reading(written) : messages.drawing(written)}
        <progress max="1" value=${share ?? nothing}></progress>
      </label>
    </p>`;
  }

  #map(map: PairMap): TemplateResult {
    const { messages } = this.#speech;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const button = (text: string, title: string, onClick: () => void): TemplateResult =>
      html`<button type="button" title=${title} aria-label=${title} @click=${onClick}>${text}</button>`;
    return html`<div class="buttons">
        ${button("+", messages.zoomIn, () => this.#zoom(map, ZOOM))}
        ${button("−", messages.zoomOut, () => this.#zoom(map, 1 / ZOOM))}
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
        @pointerdown=${(event: PointerEvent) => this.#pointer.onDown(event)}
        @pointermove=${(event: PointerEvent) => this.#pointer.onMove(event)}
        @pointerup=${(event: PointerEvent) => this.#pointer.onUp(event)}
        @dblclick=${(event: MouseEvent) => this.#pointer.onDouble(event)}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.#pointer.onWheel(event), passive: false }}
      ></canvas>
      <p class="muted">${messages.caption}</p>
      ${map.read < map.total ? html`<p>${messages.partly(this.format(map.read), this.format(map.total))}</p>` : nothing}
      ${this.#pair(map)} ${pointTable(map, pointsIn(map, this.#window), this.#speech, (point) => this.#choose(point))}`;
  }

  #pair(map: PairMap): TemplateResult | typeof nothing {
    const chosen = this.#chosen;
    if (this.card === undefined || chosen === undefined) return nothing;
    const { messages, ...speech } = this.#speech;
    return html`${pairCard(this.card, { ...speech, remote: false })}
      <p class="title">${messages.near}</p>
      ${pointList(map, nearestTo(map.positions, chosen, NEAR), (point) => this.#choose(point))}`;
  }

  #percent(share: number): string {
    return this.format(share, { style: "percent" });
  }

  async #thumbnails(rows: readonly number[]): Promise<readonly (ImageBitmap | undefined)[]> {
    const { removal } = this;
    try {
      return await datasetWorker(removal)("thumbnails", [this.#source, [...rows]], { signal: removal });
    } catch (error) {
      if (!removal.aborted) this.fail(error);
      return [];
    }
  }

  #move(to: Window): void {
    this.region = formatWindow(within(to));
  }

  #zoom(map: PairMap, times: number): void {
    this.#move(zoomed({ map, window: this.#window, chosen: this.#chosen }, times));
  }

  /** Puts the frame around a point, and shows its pair. */
  #choose(point: number): void {
    const { map } = this;
    if (map === undefined) return;
    const [x, y] = placeOf(map, point);
    if (!pointsIn(map, this.#window).includes(point)) this.#move({ ...this.#window, x, y });
    this.pair = map.rows[point]!;
  }

  async #follow(): Promise<void> {
    this.#showing.abort();
    this.#showing = new AbortController();
    const signal = AbortSignal.any([this.#showing.signal, this.removal]);
    try {
      await this.#showPair(signal);
      if (this.problem === this.#refusal) this.problem = undefined;
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  async #showPair(signal: AbortSignal): Promise<void> {
    const { map } = this;
    const chosen = this.#chosen;
    if (map === undefined || chosen === undefined) this.card = undefined;
    if (map !== undefined) this.#checkPlaces(map);
    if (map === undefined || chosen === undefined) return;
    const [pair] = await datasetWorker(this.removal)("pairs", [this.#source, [map.rows[chosen]!]], { signal });
    this.card = pair;
    const near = nearestTo(map.positions, chosen, NEAR).map((point) => map.rows[point]!);
    if (pair !== undefined) this.emit<DatasetMapPairDetail>("alt2img-dataset-map-pair", { pair, near });
  }

  /** @throws Alt2imgError `elements/attribute` unless the region can be shown, and the map has the chosen picture */
  #checkPlaces({ total }: PairMap): void {
    const refuse = (attribute: string, wanted: string, value: unknown): Alt2imgError => {
      const message = `The attribute ${attribute} has to be ${wanted}, but is ${value}.`;
      this.#refusal = new Alt2imgError("elements/attribute", message);
      return this.#refusal;
    };
    if (parseWindow(this.region) === undefined) {
      const wanted = `two numbers from 0 to 1 and a third from 1 to ${MOST_ZOOM}, such as 0.5,0.5,4`;
      throw refuse("region", wanted, JSON.stringify(this.region));
    }
    if (this.pair !== undefined && this.#chosen === undefined) {
      throw refuse("pair", `the number of a row whose picture is on the map, from 0 to ${total - 1}`, this.pair);
    }
  }

  #click(at: readonly [number, number]): void {
    const point = this.map && pointAt(this.map.positions, at, this.#window, SIDE, REACH);
    if (point !== undefined) this.#choose(point);
  }

  #onKey(event: KeyboardEvent): void {
    const { map } = this;
    if (event.ctrlKey || event.altKey || event.metaKey || map === undefined) return;
    const move = moveByKey(event, { map, window: this.#window, chosen: this.#chosen });
    if (move === undefined) return;
    event.preventDefault();
    if ("to" in move) this.#move(move.to);
    else if (move.point !== undefined) this.#choose(move.point);
    // Enter also shows a pair again that couldn't be shown.
    if (event.key === "Enter" || event.key === " ") void this.#follow();
  }

  protected override describe(): string {
    const { map } = this;
    if (map === undefined) return "";
    const chosen = this.#chosen;
    const { messages } = this.#speech;
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
