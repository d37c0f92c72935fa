import type { Form } from "@alt2img/diffusion";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { checkChoice, checkRange, type Range } from "../base/check-range.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { samplerNames } from "../diffusion/sampler-names.js";
import type { ScheduleName } from "../diffusion/schedule-titles.js";
import { baseMessages } from "../messages/base.js";
import { trajectoriesMessages } from "../messages/trajectories.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { distanceToData, meanStep } from "./distances.js";
import { pathRatio } from "./path-ratio.js";
import { PLANE_BOX, plane } from "./plane.js";
import type { PointsName, PointsOrder, Trajectories, TrajectoriesTasks } from "./tasks.js";
import { trajectoriesStyles } from "./trajectories-styles.js";

const worker = /* @__PURE__ */ sharedWorker<TrajectoriesTasks>(
  () =>
    new Worker(new URL("./trajectories-worker.js", import.meta.url), { type: "module", name: "alt2img-trajectories" }),
);

const STEPS: Range = [1, 60];
const SEEDS: Range = [0, 2 ** 32 - 1];
/** How long it plays, in ms. */
const PLAYING = 2000;

type Walked = Trajectories & { readonly order: PointsOrder; readonly ratio: number };

/** What `alt2img-trajectories` brings. */
export type TrajectoriesDetail = {
  /** How much longer the ways are than straight ones: 1 if they are straight. */
  readonly ratio: number;
  /** How many steps the sampler took. */
  readonly steps: number;
  /** How often it asked the denoiser. */
  readonly calls: number;
};

/**
 * The ways that points in the plane take from noise to data: what a sampler does, in two dimensions, with an exact denoiser.
 *
 * @tagname alt2img-trajectories
 * @fires {CustomEvent<TrajectoriesDetail>} alt2img-trajectories - When all points have arrived, with how straight their ways are
 * @csspart controls - The fields to choose data, coordinates, sampler, schedule and steps
 * @csspart plane - The points and their ways
 * @csspart step - The slider over the steps
 * @csspart table - The steps as a table
 */
export class TrajectoriesElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, trajectoriesStyles];
  static override properties: PropertyDeclarations = {
    points: { type: String, reflect: true },
    coordinates: { type: String, reflect: true },
    sampler: { type: String, reflect: true },
    schedule: { type: String, reflect: true },
    steps: { type: Number, reflect: true },
    seed: { type: Number, reflect: true },
    noControls: { type: Boolean, reflect: true, attribute: "no-controls" },
    walked: { state: true },
    at: { state: true },
  };
  protected static override readonly inputs: readonly string[] = [
    "points",
    "coordinates",
    "sampler",
    "schedule",
    "steps",
    "seed",
  ];
  protected static override readonly kept: readonly string[] = TrajectoriesElement.inputs;

  /** The data: `clouds`, `spiral` or `two`. Default: `clouds`. */
  declare points: string;
  /** How noise and data are mixed: `flow`, `vp` (variance preserving) or `ve` (variance exploding). Default: `flow`. */
  declare coordinates: string;
  /** The name of a sampler of `@alt2img/diffusion`, such as `heun` or `ddpm`. Default: `euler`. */
  declare sampler: string;
  /** How the noise falls: `karras`, `exponential`, `linear`, `vp` or `flow`. Default: `karras`. */
  declare schedule: string;
  /** In how many steps: a whole number from 1 to 60; the adaptive sampler takes as many as it needs. Default: 20. */
  declare steps: number;
  /** Of the noise that the points start from: a whole number from 0 to 4294967295. Default: 1. */
  declare seed: number;
  /** Without the fields to choose; the slider over the steps stays. Default: with them. */
  declare noControls: boolean;
  declare protected walked: Walked | undefined;
  /** How many steps are shown; `undefined` for all. */
  declare protected at: number | undefined;

  #frame = 0;

  constructor() {
    super();
    this.points = "clouds";
    this.coordinates = "flow";
    this.sampler = "euler";
    this.schedule = "karras";
    this.steps = 20;
    this.seed = 1;
    this.noControls = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const order = this.#order();
    const walked = await worker(this.removal)("walk", [order], { signal });
    const ratio = pathRatio(walked.positions);
    this.walked = { ...walked, order, ratio };
    this.at = undefined;
    cancelAnimationFrame(this.#frame);
    const steps = walked.positions.length - 1;
    this.emit<TrajectoriesDetail>("alt2img-trajectories", { ratio, steps, calls: walked.calls });
  }

  /** @throws Alt2imgError `elements/attribute` */
  #order(): PointsOrder {
    const { points, coordinates, sampler, schedule, steps, seed } = this;
    const { pointsTitles, coordinatesTitles, schedules } = trajectoriesMessages.en;
    checkChoice("points", points, Object.keys(pointsTitles) as PointsName[]);
    checkChoice("coordinates", coordinates, Object.keys(coordinatesTitles) as Form[]);
    checkChoice("sampler", sampler, samplerNames);
    checkChoice("schedule", schedule, Object.keys(schedules) as ScheduleName[]);
    checkRange("steps", steps, STEPS, { isWhole: true });
    checkRange("seed", seed, SEEDS, { isWhole: true });
    return { points, coordinates, sampler, schedule, steps, seed };
  }

  protected override view(): TemplateResult {
    const messages = this.texts(trajectoriesMessages);
    return html`<p>${messages.explanation}</p>
      ${this.noControls ? nothing : this.#controls()}
      ${this.walked === undefined ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>` : this.#walked(this.walked)}`;
  }

  #controls(): TemplateResult {
    const messages = this.texts(trajectoriesMessages);
    const select = (
      name: "points" | "coordinates" | "sampler" | "schedule",
      titles: Readonly<Record<string, string>>,
    ): TemplateResult =>
      html`<p>
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
    return html`<div class="controls" part="controls">
      ${select("points", messages.pointsTitles)} ${select("coordinates", messages.coordinatesTitles)}
      ${select("sampler", Object.fromEntries(samplerNames.map((name) => [name, name])))}
      ${select("schedule", messages.schedules)}
      <p>
        <label for="steps">${messages.steps}</label>
        <input
          id="steps"
          type="number"
          required
          min=${STEPS[0]}
          max=${STEPS[1]}
          .value=${String(this.steps)}
          @change=${this.#onSteps}
        />
      </p>
    </div>`;
  }

  #walked(walked: Walked): TemplateResult {
    const messages = this.texts(trajectoriesMessages);
    const { positions, order, sampler } = walked;
    const last = positions.length - 1;
    const at = this.at ?? last;
    const ofSteps = messages.ofSteps(this.format(at), this.format(last));
    return html`<div aria-busy=${this.isBusy}>
      <p>${this.#result(walked)}</p>
      <svg part="plane" viewBox=${PLANE_BOX} role="img" aria-label="${messages.picture}. ${this.#atStep(walked, at)}">
        ${plane(walked, at)}
      </svg>
      <p class="keys muted">
        ${Object.entries(messages.key).map(([name, title]) => html`<span class="key ${name}">${title}</span> `)}
      </p>
      <div class="walk">
        <button type="button" @click=${this.#play}>${messages.play}</button>
        <p>
          <label for="step">${messages.walked}</label> <output for="step">${ofSteps}</output>
          <input
            id="step"
            part="step"
            type="range"
            min="0"
            max=${last}
            .value=${String(at)}
            aria-valuetext=${ofSteps}
            @input=${this.#onStep}
          />
        </p>
      </div>
      <p class="muted">
        ${messages.about(order.sampler, this.format(sampler.order), sampler.stochastic)}
        (<a href=${sampler.paper} target="_blank" rel="noreferrer">${messages.paper}</a>)
      </p>
      <details>
        <summary>${messages.table}</summary>
        ${this.#table(walked)}
      </details>
    </div>`;
  }

  #table({ positions, sigmas, data }: Walked): TemplateResult {
    const { columns, table } = this.texts(trajectoriesMessages);
    return dataTable(
      table,
      Object.values(columns),
      sigmas.map(
        (sigma, i) => html`<tr>
              <td>${this.format(i + 1)}</td>
              <td>${this.format(sigma, { maximumSignificantDigits: 3 })}</td>
              <td>${this.#length(meanStep(positions[i]!, positions[i + 1]!))}</td>
              <td>${this.#length(distanceToData(positions[i + 1]!, data))}</td>
            </tr>`,
      ),
    );
  }

  #result({ positions, calls, ratio }: Walked): string {
    const { result } = this.texts(trajectoriesMessages);
    const [points, steps] = [positions[0]!.length / 2, positions.length - 1];
    return result(this.format(points), this.format(steps), this.format(calls), this.#length(ratio));
  }

  #atStep({ positions, data }: Walked, at: number): string {
    const { atStep } = this.texts(trajectoriesMessages);
    const distance = distanceToData(positions[at]!, data);
    return atStep(this.format(at), this.format(positions.length - 1), this.#length(distance));
  }

  #length(length: number): string {
    return this.format(length, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }

  protected override describe(): string {
    if (this.walked === undefined) return "";
    return this.at === undefined ? this.#result(this.walked) : this.#atStep(this.walked, this.at);
  }

  /** Shows one step after another, from the start. */
  #play(): void {
    cancelAnimationFrame(this.#frame);
    const last = (this.walked?.positions.length ?? 1) - 1;
    const started = performance.now();
    const next = (): void => {
      const share = (performance.now() - started) / PLAYING;
      this.at = share >= 1 ? undefined : Math.floor(share * (last + 1));
      if (share < 1) this.#frame = requestAnimationFrame(next);
    };
    next();
  }

  #onStep({ currentTarget }: InputEvent): void {
    cancelAnimationFrame(this.#frame);
    this.at = Number((currentTarget as HTMLInputElement).value);
  }

  #onSteps({ currentTarget }: Event): void {
    const field = currentTarget as HTMLInputElement;
    if (field.reportValidity()) this.steps = field.valueAsNumber;
  }
}

defineElement("alt2img-trajectories", TrajectoriesElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-trajectories": TrajectoriesElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-trajectories": CustomEvent<TrajectoriesDetail>;
  }
}
