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
import { checkChoice, checkRange, type Range } from "../base/check-range.js";
import { defineElement } from "../base/define-element.js";
import { painted } from "../base/painted.js";
import { drawingAt, picturesOf } from "../drawings/read-drawings.js";
import { SIDE, setNames } from "../drawings/sheets.js";
import { attributionMessages } from "../messages/attribution.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { attributionStyles } from "./attribution-styles.js";
import { connectSurface, type Pixel } from "./surface.js";
import type {
  AttributionOrder,
  AttributionPicture,
  AttributionSource,
  AttributionTasks,
  Patch,
  PixelSources,
} from "./tasks.js";

const worker = /* @__PURE__ */ sharedWorker<AttributionTasks>(
  () =>
    new Worker(new URL("./attribution-worker.js", import.meta.url), { type: "module", name: "alt2img-attribution" }),
);

const SEEDS: Range = [0, 2 ** 32 - 1];
const STEPS: Range = [1, 60];

type Shown = AttributionPicture & { readonly drawings: Uint8ClampedArray };
type Found = PixelSources & Pixel;

export type { AttributionSource, PixelSources } from "./tasks.js";

/** What `alt2img-sources` brings: the pixel, and where it comes from. */
export type SourcesDetail = PixelSources & Pixel;

/**
 * Where the pixels of a picture come from: a formula draws it from a set of drawings, and each pixel is traced to those that it is made
 * of. See Kamb and Ganguli 2024, https://arxiv.org/abs/2412.20292.
 *
 * @tagname alt2img-attribution
 * @fires {CustomEvent<AttributionPicture>} alt2img-attribution - When a picture is finished, with its pixels
 * @fires {CustomEvent<SourcesDetail>} alt2img-sources - When the sources of a pixel are shown
 * @csspart controls - The fields to choose the drawings and the patch, and the button for other noise
 * @csspart picture - The picture, with the cursor
 * @csspart sources - The list of the drawings that a pixel comes from
 * @csspart source - Each drawing in it
 */
export class AttributionElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, attributionStyles];
  static override properties: PropertyDeclarations = {
    set: { type: String, reflect: true },
    patch: { type: String, reflect: true },
    seed: { type: Number, reflect: true },
    steps: { type: Number, reflect: true },
    shown: { state: true },
    found: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["set", "patch", "seed", "steps"];
  protected static override readonly kept: readonly string[] = ["set", "patch", "seed"];

  /** The drawings that it learned from: `animals`, `faces` or `food`, 196 each. Default: `animals`. */
  declare set: string;
  /**
   * How much the formula sees around a pixel: `3`, `7` or `15` for the width of a square in pixels, or `growing`: all of it at first, then less
   * and less. Default: `growing`.
   */
  declare patch: string;
  /** Which noise it begins with: a whole number from 0 to 4294967295. Default: 3. */
  declare seed: number;
  /** In how many steps: a whole number from 1 to 60. Default: 20. */
  declare steps: number;
  declare protected shown: Shown | undefined;
  /** The pixel that was asked for last, with its sources. */
  declare protected found: Found | undefined;

  #surface: HTMLElement | undefined;
  #wanted: Pixel | undefined;
  #isAsking = false;

  constructor() {
    super();
    this.set = "animals";
    this.patch = "growing";
    this.seed = 3;
    this.steps = 20;
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const { set, ...rest } = this.#order();
    const [picture, drawings] = await Promise.all([
      worker(this.removal)("draw", [{ set, ...rest }], { signal }),
      picturesOf(set),
    ]);
    if (signal.aborted) return;
    this.shown = { ...picture, drawings };
    this.emit<AttributionPicture>("alt2img-attribution", picture);
    const { row, column } = this.found ?? { row: SIDE / 2, column: SIDE / 2 };
    this.#ask({ row, column });
  }

  /** @throws Alt2imgError `elements/attribute` */
  #order(): AttributionOrder {
    const { set, patch, seed, steps } = this;
    checkChoice("set", set, setNames);
    checkChoice("patch", patch, Object.keys(attributionMessages.en.patches) as Patch[]);
    checkRange("seed", seed, SEEDS, { isWhole: true });
    checkRange("steps", steps, STEPS, { isWhole: true });
    return { set, patch, seed, steps };
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const surface = this.renderRoot.querySelector<HTMLElement>(".surface") ?? undefined;
    if (surface === undefined || surface === this.#surface) return;
    this.#surface = surface;
    connectSurface(surface, { rows: SIDE, columns: SIDE, onMove: (pixel) => this.#ask(pixel) });
  }

  /** One question at a time; of those that come meanwhile, the last one. */
  #ask(pixel: Pixel): void {
    this.#wanted = pixel;
    if (!this.#isAsking) void this.#answer();
  }

  async #answer(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#wanted !== undefined && this.shown !== undefined) {
        const { run } = this.shown;
        const { row, column } = this.#wanted;
        this.#wanted = undefined;
        const answer = await worker(this.removal)("sourcesOf", [run, row, column], { signal: this.removal });
        if (answer === undefined || run !== this.shown.run) continue;
        this.found = { ...answer, row, column };
        this.emit<SourcesDetail>("alt2img-sources", this.found);
      }
    } catch (error) {
      if (!this.removal.aborted) this.fail(error);
    } finally {
      this.#isAsking = false;
    }
  }

  protected override view(): TemplateResult {
    const messages = this.texts(attributionMessages);
    const select = (name: "set" | "patch", titles: Readonly<Record<string, string>>): TemplateResult => html`<p>
      <label for=${name}>${messages[name]}</label>
      <select
        id=${name}
        @change=${({ currentTarget }: Event) => {
          this[name] = (currentTarget as HTMLSelectElement).value;
        }}
      >
        ${Object.entries(titles).map(([value, title]) => html`<option value=${value} ?selected=${value === this[name]}>${title}</option>`)}
      </select>
    </p>`;
    return html`<p>${messages.explanation}</p>
      <div class="controls" part="controls">
        ${select("set", messages.sets)} ${select("patch", messages.patches)}
        <p>
          <button type="button" @click=${this.#onOther}>${messages.other}</button>
          <span class="muted">${messages.seed}: ${this.format(this.seed, { useGrouping: false })}</span>
        </p>
      </div>
      ${this.shown === undefined ? html`<p class="muted">${this.isBusy ? messages.drawing : nothing}</p>` : this.#shown(this.shown)}
      <p class="muted">${messages.credits}</p>`;
  }

  #shown(shown: Shown): TemplateResult {
    const messages = this.texts(attributionMessages);
    return html`<div class="columns" aria-busy=${this.isBusy}>
      <div>
        <div
          class="surface"
          part="picture"
          tabindex="0"
          role="application"
          aria-label=${messages.picture}
          aria-describedby="help"
        >
          <canvas ${painted(shown.image)}></canvas>
          <span class="cursor" aria-hidden="true"></span>
        </div>
        <p id="help" class="muted">${messages.help}</p>
        <p>${this.isBusy ? messages.drawing : this.#nearest(shown)}</p>
      </div>
      <div class="sources" role="group" aria-labelledby="sources">
        <p id="sources"><strong>${messages.sources}</strong></p>
        ${
          this.found === undefined
            ? nothing
            : html`<p class="from">${this.#from(this.found)}</p>
              <ol part="sources">
                ${this.found.sources.map((source) => this.#source(source, shown))}
              </ol>`
        }
      </div>
    </div>`;
  }

  #source({ image, name, row, column, weight }: AttributionSource, { drawings }: Shown): TemplateResult {
    return html`<li part="source">
      <span class="thumbnail">
        <canvas aria-hidden="true" ${painted(drawingAt(drawings, image))}></canvas>
        <svg viewBox="0 0 ${SIDE} ${SIDE}" aria-hidden="true"><rect x=${column} y=${row} width="1" height="1" /></svg>
      </span>
      <span><strong>${this.#percent(weight)}</strong> <bdi lang="en">${name}</bdi></span>
    </li>`;
  }

  #nearest({ nearest: { name, difference } }: Shown): string {
    const { nearest } = this.texts(attributionMessages);
    return nearest(name, this.#percent(difference));
  }

  #from({ row, column, count, sources }: Found): string {
    const { from } = this.texts(attributionMessages);
    const shown = count > sources.length ? this.format(sources.length) : undefined;
    return from(this.#place({ row, column }), count, this.format(count), shown);
  }

  #place({ row, column }: Pixel): string {
    return this.texts(attributionMessages).place(this.format(row + 1), this.format(column + 1));
  }

  /** `< 1 %` for what would be 0. */
  #percent(share: number): string {
    const percent = (value: number): string => this.format(value, { style: "percent", maximumFractionDigits: 0 });
    return share > 0 && share < 0.01 ? `< ${percent(0.01)}` : percent(share);
  }

  protected override describe(): string {
    if (this.isBusy) return this.texts(attributionMessages).drawing;
    if (this.shown === undefined || this.found === undefined) return "";
    const heard = this.found.sources.slice(0, 2).map(({ weight, name }) => `${this.#percent(weight)} ${name}`);
    return `${this.#place(this.found)}: ${heard.join(", ")}`;
  }

  #onOther(): void {
    this.seed = this.seed >= SEEDS[1] ? 0 : this.seed + 1;
  }
}

defineElement("alt2img-attribution", AttributionElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-attribution": AttributionElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-attribution": CustomEvent<AttributionPicture>;
    "alt2img-sources": CustomEvent<SourcesDetail>;
  }
}
