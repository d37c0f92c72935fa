import type { RasterImage } from "@alt2img/core";
import type { NoiseTable } from "@alt2img/diffusion";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { checkChoice, checkRange, type Range } from "../base/check-range.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { painted } from "../base/painted.js";
import { drawingAt, picturesOf } from "../drawings/read-drawings.js";
import { baseMessages } from "../messages/base.js";
import { forwardNoiseMessages } from "../messages/forward-noise.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { forwardNoiseStyles } from "./forward-noise-styles.js";
import { NOISE_CURVE_BOX, noiseCurve } from "./noise-curve.js";
import {
  type NoiseNumbers,
  type NoiseScheduleName,
  noiseNumbers,
  noiseScheduleNames,
  noiseTable,
} from "./noise-schedules.js";
import { readPicture } from "./read-picture.js";
import type { ForwardNoiseTasks } from "./tasks.js";

const TIMESTEPS: Range = [0, 999];
const SEEDS: Range = [0, 2 ** 32 - 1];
/** The drawing that is shown if there is no other picture: its place in the set of animals, and what it is called there. */
const DRAWING = { index: 0, name: "see-no-evil monkey" };

const worker = /* @__PURE__ */ sharedWorker<ForwardNoiseTasks>(
  () =>
    new Worker(new URL("./forward-noise-worker.js", import.meta.url), {
      type: "module",
      name: "alt2img-forward-noise",
    }),
);

type Picture = { readonly name: string; readonly pixels: RasterImage };

type Shown = {
  readonly schedule: NoiseScheduleName;
  readonly picture: Picture;
  readonly noised: RasterImage;
  readonly numbers: NoiseNumbers;
  readonly all: readonly NoiseNumbers[];
};

/**
 * From a picture to noise, as a model sees it when it learns: a slider over the timesteps, and what each does to a picture.
 *
 * @tagname alt2img-forward-noise
 * @fires {CustomEvent<NoiseNumbers>} alt2img-forward-noise - After each change, with the noise level in numbers
 * @slot - An `img` to take instead of a drawing of the tiny world; one of another origin needs `crossorigin="anonymous"`
 * @csspart controls - The slider and the schedule
 * @csspart clean - The picture
 * @csspart noised - The picture with noise
 * @csspart curve - How much of both there is at each timestep
 * @csspart numbers - The noise level in numbers
 * @csspart table - The schedule as a table
 */
export class ForwardNoiseElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, forwardNoiseStyles];
  static override properties: PropertyDeclarations = {
    timestep: { type: Number, reflect: true },
    schedule: { type: String, reflect: true },
    seed: { type: Number, reflect: true },
    slotted: { state: true },
    shown: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["timestep", "schedule", "seed", "slotted"];
  protected static override readonly kept: readonly string[] = ["timestep", "schedule"];

  /** How much noise: a whole number from 0, hardly any, to 999. Default: 400. */
  declare timestep: number;
  /**
   * How the noise grows with the timesteps, by diffusers' names: `scaled_linear`, `linear`, `squaredcos_cap_v2`, `sigmoid`, or `zero_snr`, the
   * cosine that ends with nothing but noise. Default: `scaled_linear`, which is Stable Diffusion's.
   */
  declare schedule: string;
  /** Which noise: a whole number from 0 to 4294967295. Default: 0. */
  declare seed: number;
  /** The picture between the tags. */
  declare protected slotted: HTMLImageElement | undefined;
  declare protected shown: Shown | undefined;

  constructor() {
    super();
    this.timestep = 400;
    this.schedule = "scaled_linear";
    this.seed = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#takeSlotted();
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const { timestep, schedule, seed } = this;
    checkRange("timestep", timestep, TIMESTEPS, { isWhole: true });
    checkRange("seed", seed, SEEDS, { isWhole: true });
    checkChoice("schedule", schedule, noiseScheduleNames);
    const picture = await this.#picture();
    const table: NoiseTable = noiseTable(schedule);
    const all = Array.from(table.alphasCumprod, (_, at) => noiseNumbers(table, at));
    const numbers = all[timestep]!;
    const noised = await worker(this.removal)("noise", [picture.pixels, numbers.sigma, seed], { signal });
    if (signal.aborted) return;
    this.shown = { schedule, picture, noised, numbers, all };
    this.emit<NoiseNumbers>("alt2img-forward-noise", numbers);
  }

  async #picture(): Promise<Picture> {
    const { slotted, shown } = this;
    if (slotted !== undefined) return { name: slotted.alt, pixels: await readPicture(slotted) };
    const { index, name } = DRAWING;
    // The same object, so that the canvas isn't painted again.
    if (shown?.picture.name === name) return shown.picture;
    return { name, pixels: drawingAt(await picturesOf("animals"), index) };
  }

  #takeSlotted(): void {
    this.slotted = this.querySelector("img") ?? undefined;
  }

  protected override view(): TemplateResult {
    const messages = this.texts(forwardNoiseMessages);
    const { shown } = this;
    const words = shown === undefined ? "" : this.#mix(shown.numbers);
    return html`<slot hidden @slotchange=${this.#takeSlotted}></slot>
      <p>${messages.explanation}</p>
      <div class="controls" part="controls">
        <p class="grow">
          <label for="timestep">${messages.timestep}</label> <output for="timestep">${this.format(this.timestep)}</output>
          <input
            id="timestep"
            type="range"
            min=${TIMESTEPS[0]}
            max=${TIMESTEPS[1]}
            .value=${String(this.timestep)}
            aria-valuetext="${this.format(this.timestep)}: ${words}"
            @input=${this.#onTimestep}
        /></p>
        <p>
          <label for="schedule">${messages.schedule}</label>
          <select id="schedule" @change=${this.#onSchedule}>
            ${noiseScheduleNames.map((name) => html`<option value=${name} ?selected=${name === this.schedule}>${messages.schedules[name]}</option>`)}
          </select>
        </p>
      </div>
      ${shown === undefined ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>` : this.#shown(shown)}`;
  }

  #shown({ picture, noised, numbers, all }: Shown): TemplateResult {
    const messages = this.texts(forwardNoiseMessages);
    const percent = (share: number): string => this.format(share, { style: "percent", maximumFractionDigits: 0 });
    const labels = { ...messages, percent };
    return html`<div class="pictures">
        <figure>
          <canvas part="clean" role="img" aria-label="${messages.clean}: ${picture.name}" ${painted(picture.pixels)}></canvas>
          <figcaption>${messages.clean}${picture.name === "" ? nothing : html`: <bdi>${picture.name}</bdi>`}</figcaption>
        </figure>
        <figure>
          <canvas part="noised" role="img" aria-label="${messages.noised}: ${picture.name}" ${painted(noised)}></canvas>
          <figcaption>${messages.noised}: ${this.#mix(numbers)}</figcaption>
        </figure>
        <figure class="chart">
          <svg part="curve" viewBox=${NOISE_CURVE_BOX} role="img" aria-label="${messages.curve}. ${this.describe()}">
            ${noiseCurve(all, numbers, labels)}
          </svg>
          <figcaption>
            <span class="key signal">${messages.signal}</span> <span class="key noise">${messages.noise}</span>
          </figcaption>
        </figure>
      </div>
      <table part="numbers">
        <caption>
          ${messages.numbers}
        </caption>
        <tbody>
          <tr>
            ${[messages.alphaBar, messages.sigma, messages.snr].map((title) => html`<th scope="col">${title}</th>`)}
          </tr>
          <tr>
            <td>${this.#number(numbers.alphaBar)}</td>
            <td>${this.#number(numbers.sigma)}</td>
            <td>${this.#number(numbers.snr)}${this.#decibels(numbers.snr)}</td>
          </tr>
        </tbody>
      </table>
      <details>
        <summary>${messages.table}</summary>
        ${dataTable(
          messages.table,
          [messages.timestep, messages.alphaBar, messages.signal, messages.noise, messages.sigma, messages.snr],
          all
            .filter(({ timestep }) => timestep % 100 === 0 || timestep === TIMESTEPS[1])
            .map(
              ({ timestep, alphaBar, signal, noise, sigma, snr }) => html`<tr>
                    <td>${this.format(timestep)}</td>
                    ${[alphaBar, signal, noise, sigma, snr].map((value) => html`<td>${this.#number(value)}</td>`)}
                  </tr>`,
            ),
        )}
      </details>`;
  }

  #mix({ signal, noise }: NoiseNumbers): string {
    const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    return this.texts(forwardNoiseMessages).mix(this.format(signal, two), this.format(noise, two));
  }

  #number(value: number): string {
    return Number.isFinite(value) ? this.format(value, { maximumSignificantDigits: 3 }) : "∞";
  }

  #decibels(snr: number): string {
    const decibels = 10 * Math.log10(snr);
    return Number.isFinite(decibels) ? ` (${this.format(decibels, { maximumFractionDigits: 1 })} dB)` : "";
  }

  protected override describe(): string {
    if (this.shown === undefined) return "";
    const { numbers } = this.shown;
    return this.texts(forwardNoiseMessages).at(this.format(numbers.timestep), this.#mix(numbers));
  }

  #onTimestep({ currentTarget }: InputEvent): void {
    this.timestep = Number((currentTarget as HTMLInputElement).value);
  }

  #onSchedule({ currentTarget }: Event): void {
    this.schedule = (currentTarget as HTMLSelectElement).value;
  }
}

defineElement("alt2img-forward-noise", ForwardNoiseElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-forward-noise": ForwardNoiseElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-forward-noise": CustomEvent<NoiseNumbers>;
  }
}
