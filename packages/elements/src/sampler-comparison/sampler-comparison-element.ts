import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Patch } from "../attribution/tasks.js";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { checkChoice, checkRange, type Range } from "../base/check-range.js";
import { defineElement } from "../base/define-element.js";
import { modelSource } from "../base/model-source.js";
import { painted } from "../base/painted.js";
import { differenceOf } from "../denoising-strip/differences.js";
import { pipelineSamplers } from "../diffusion/sampler-forms.js";
import { samplerNames, samplersWithNoise } from "../diffusion/sampler-names.js";
import { setNames } from "../drawings/sheets.js";
import { baseMessages } from "../messages/base.js";
import { samplerComparisonMessages } from "../messages/sampler-comparison.js";
import { textToImageWorker } from "../text-to-image/shared-text-to-image.js";
import type { DrawingPart, PictureOrder } from "../text-to-image/tasks.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { differences, percent, pictureTable, runInWords, type Speech } from "./comparison-view.js";
import { type ComparedPicture, nearestOf } from "./nearest.js";
import { MOST_SAMPLERS, type Plan, planOf, runsOf } from "./plan.js";
import { samplerComparisonStyles } from "./sampler-comparison-styles.js";
import type { ComparisonTasks, FormulaOrder, SampledPicture } from "./tasks.js";

const worker = /* @__PURE__ */ sharedWorker<ComparisonTasks, SampledPicture>(
  () =>
    new Worker(new URL("./sampler-comparison-worker.js", import.meta.url), {
      type: "module",
      name: "alt2img-sampler-comparison",
    }),
);

const SEEDS: Range = [0, 2 ** 32 - 2];
const GUIDANCES: Range = [0, 30];
/** The one that takes as many steps as it needs can't be compared by steps. */
const formulaSamplers: readonly string[] = samplerNames.filter((name) => name !== "dpm_adaptive");
/** What stands for the tiny Stable Diffusion in the attribute `model`. */
const TINY = "tiny-stable-diffusion";

/** What `alt2img-sampler-comparison` brings. */
export type SamplerComparisonDetail = {
  /** What the others are compared with. */
  readonly reference: ComparedPicture;
  readonly pictures: readonly ComparedPicture[];
};

/** What is drawn: by the formula, or by a model. */
type Order = { readonly plan: Plan } & (
  | { readonly by: "formula"; readonly formula: Omit<FormulaOrder, "runs"> }
  | { readonly by: "model"; readonly picture: Omit<PictureOrder, "sampler" | "steps"> }
);

/** The reference first; there may be fewer than are planned. */
type Comparison = { readonly order: Order; readonly pictures: readonly ComparedPicture[] };

/**
 * The same noise through several samplers and numbers of steps: their pictures, how often each asks the denoiser, and how far each is from
 * a reference with many steps. The denoiser is the formula of `alt2img-attribution`, for which nothing is loaded but drawings, or a
 * text-to-image model, which draws when someone presses Draw, or the page calls `draw()`.
 *
 * @tagname alt2img-sampler-comparison
 * @fires {CustomEvent<SamplerComparisonDetail>} alt2img-sampler-comparison - When all pictures are there, with calls and differences
 * @csspart controls - The fields to choose what is drawn, and how
 * @csspart draw - The button that starts a model
 * @csspart reference - The picture that the others are compared with
 * @csspart table - The pictures, by sampler and number of steps
 * @csspart picture - Each picture in it
 * @csspart chart - The difference to the reference by calls of the denoiser
 */
export class SamplerComparisonElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, samplerComparisonStyles];
  static override properties: PropertyDeclarations = {
    samplers: { type: String, reflect: true },
    steps: { type: String, reflect: true },
    reference: { type: String, reflect: true },
    referenceSteps: { type: Number, reflect: true, attribute: "reference-steps" },
    seed: { type: Number, reflect: true },
    set: { type: String, reflect: true },
    patch: { type: String, reflect: true },
    model: { type: String, reflect: true },
    prompt: { type: String, reflect: true },
    guidance: { type: Number, reflect: true },
    noControls: { type: Boolean, reflect: true, attribute: "no-controls" },
    autostart: { type: Boolean, reflect: true },
    turn: { state: true },
    comparison: { state: true },
    doing: { state: true },
  };
  protected static override readonly inputs: readonly string[] = [
    ...["samplers", "steps", "reference", "referenceSteps", "seed"],
    ...["set", "patch", "model", "prompt", "guidance", "turn"],
  ];
  protected static override readonly kept: readonly string[] = [
    ...["samplers", "steps", "seed", "set", "patch", "prompt", "guidance"],
  ];

  /** The names of up to 6 samplers of `@alt2img/diffusion`, separated by commas. Default: `euler, heun, dpmpp_2m, unipc`. */
  declare samplers: string;
  /** Up to 6 numbers of steps, from 1 to 100, separated by commas. Default: `4, 8, 16`. */
  declare steps: string;
  /** The sampler of the picture that the others are compared with. Default: `heun`. */
  declare reference: string;
  /** Its number of steps, from 1 to 100. Default: 50. */
  declare referenceSteps: number;
  /** Of the noise that all begin with: a whole number from 0 to 4294967294. Default: 3. */
  declare seed: number;
  /** The drawings of the formula: `animals`, `faces` or `food`. Default: `animals`. */
  declare set: string;
  /** How much the formula sees around a pixel: `3`, `7` or `15` pixels, or `growing`: all of it at first, then less. Default: `growing`. */
  declare patch: string;
  /**
   * In place of the formula, a text-to-image model with its networks in ONNX: `tiny-stable-diffusion`, `skewed-twin`, the URL of a folder, or
   * an id on Hugging Face (`owner/name`). Default: the formula.
   */
  declare model: string | undefined;
  /** What the model draws. Default: an example. */
  declare prompt: string | undefined;
  /** How far the model exaggerates what the prompt changes, as a factor from 0 to 30; 1 and less: not at all. Default: 2.5. */
  declare guidance: number;
  /** Without the fields to choose. Default: with them. */
  declare noControls: boolean;
  /** Lets a model draw without being asked: everyone who opens the page then loads it. Default: when it is asked. */
  declare autostart: boolean;
  /** How often a drawing was asked for. */
  declare protected turn: number;
  declare protected comparison: Comparison | undefined;
  /** Whether pictures are drawn, and how much of a model has been read: from 0 to 1, if that is known. */
  declare protected doing: { readonly loading?: { readonly share: number | undefined } } | undefined;

  #stopper: AbortController = new AbortController();
  /** The turn and the order that `comparison` is for, to do nothing twice. */
  #done = "";

  constructor() {
    super();
    this.samplers = "euler, heun, dpmpp_2m, unipc";
    this.steps = "4, 8, 16";
    this.reference = "heun";
    this.referenceSteps = 50;
    this.seed = 3;
    this.set = "animals";
    this.patch = "growing";
    this.guidance = 2.5;
    this.noControls = false;
    this.autostart = false;
    this.turn = 0;
  }

  /** Draws what the attributes say, as if someone had pressed Draw. */
  draw(): void {
    this.turn++;
  }

  /** Stops the drawing; the pictures that are there stay. */
  stop(): void {
    this.#stopper.abort();
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    // What was drawn before is aborted, even if what is wanted now can't be drawn.
    this.doing = undefined;
    const order = this.#order();
    const wanted = JSON.stringify([this.turn, order]);
    const isAsked = order.by === "formula" || this.turn > 0 || this.autostart;
    if (!isAsked || this.#done === wanted) return;
    this.#stopper = new AbortController();
    const stopped = this.#stopper.signal;
    const either = AbortSignal.any([signal, stopped]);
    this.comparison = { order, pictures: [] };
    this.doing = {};
    try {
      await this.#draw(order, either, (picture) => {
        if (either.aborted) return;
        const { pictures } = this.comparison!;
        const difference = pictures[0] === undefined ? 0 : differenceOf(picture.image, pictures[0].image);
        this.comparison = { order, pictures: [...pictures, { ...picture, difference }] };
        this.doing = {};
      });
      const [reference, ...pictures] = this.comparison.pictures;
      if (reference !== undefined && !either.aborted) {
        this.emit<SamplerComparisonDetail>("alt2img-sampler-comparison", { reference, pictures });
      }
    } catch (error) {
      if (signal.aborted || !stopped.aborted) throw error;
    } finally {
      if (!signal.aborted) {
        this.#done = wanted;
        this.doing = undefined;
      }
    }
  }

  async #draw(order: Order, signal: AbortSignal, take: (picture: SampledPicture) => void): Promise<void> {
    const runs = runsOf(order.plan);
    if (order.by === "formula") {
      await worker(this.removal)("compare", [{ ...order.formula, runs }], { signal, onPart: take });
      return;
    }
    const onPart = (part: DrawingPart): void => {
      if (part.type !== "read" || signal.aborted) return;
      this.doing = { loading: { share: part.total === undefined ? undefined : part.done / part.total } };
    };
    for (const run of runs) {
      const wanted = { ...order.picture, ...run };
      const { image, calls } = await textToImageWorker(this.removal)("draw", [wanted], { signal, onPart });
      take({ ...run, image, calls });
    }
  }

  get #names(): readonly string[] {
    return this.model ? Object.keys(pipelineSamplers) : formulaSamplers;
  }

  /** @throws Alt2imgError `elements/attribute` */
  #order(): Order {
    const { seed, set, patch, guidance, model } = this;
    const plan = planOf(this, this.#names);
    checkRange("seed", seed, SEEDS, { isWhole: true });
    if (model) {
      checkRange("guidance", guidance, GUIDANCES);
      const source = model === TINY ? "" : modelSource(model, this.baseURI);
      return { plan, by: "model", picture: { prompt: this.#prompt, seed, guidance, model: source } };
    }
    checkChoice("set", set, setNames);
    checkChoice("patch", patch, Object.keys(samplerComparisonMessages.en.patches) as Patch[]);
    return { plan, by: "formula", formula: { set, patch, seed } };
  }

  get #prompt(): string {
    return this.prompt ?? this.texts(samplerComparisonMessages).example;
  }

  get #speech(): Speech {
    return {
      messages: this.texts(samplerComparisonMessages),
      format: (value, options) => this.format(value, options),
    };
  }

  protected override view(): TemplateResult {
    const { messages } = this.#speech;
    return html`<p>${messages.explanation}${this.model ? nothing : ` ${messages.formula}`}</p>
      <form class="controls" part="controls" @submit=${this.#onSubmit}>
        ${this.noControls ? nothing : this.#fields()} ${this.#buttons()}
      </form>
      ${this.#status()} ${this.comparison === undefined ? nothing : this.#comparison(this.comparison)}
      ${this.model ? nothing : html`<p class="muted">${messages.credits}</p>`}`;
  }

  #fields(): TemplateResult {
    const { messages, format } = this.#speech;
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
    const prompt = html`<p class="wide">
      <label for="prompt">${messages.prompt}</label>
      <input id="prompt" maxlength="1000" dir="auto" .value=${this.#prompt} @change=${this.#onPrompt} />
    </p>`;
    const chosen = this.#chosen;
    return html`${this.model ? prompt : html`${select("set", messages.sets)} ${select("patch", messages.patches)}`}
      <p>
        <label for="steps">${messages.steps}</label>
        <input id="steps" aria-describedby="steps-help" .value=${this.steps} @change=${this.#onSteps} />
        <span id="steps-help" class="muted">${messages.stepsHelp}</span>
      </p>
      <details class="wide">
        <summary>${messages.samplers(chosen.join(", "))}</summary>
        <fieldset @change=${this.#onSamplers}>
          <legend class="muted">${messages.samplersHelp(format(MOST_SAMPLERS))}</legend>
          ${this.#names.map((name) => {
            const isChosen = chosen.includes(name);
            const isFixed = isChosen ? chosen.length === 1 : chosen.length >= MOST_SAMPLERS;
            return html`<label
              ><input type="checkbox" value=${name} .checked=${isChosen} ?disabled=${isFixed} /> ${name}
              ${samplersWithNoise.includes(name) ? html`<span class="muted">(${messages.addsNoise})</span>` : nothing}</label
            >`;
          })}
        </fieldset>
      </details>`;
  }

  #buttons(): TemplateResult {
    const { messages } = this.#speech;
    const isDrawing = this.doing !== undefined;
    return html`<div class="buttons wide">
      ${this.model ? html`<button part="draw" ?disabled=${isDrawing}>${messages.draw}</button>` : nothing}
      <button type="button" ?hidden=${!isDrawing} @click=${this.stop}>${messages.stop}</button>
      <button type="button" @click=${this.#onOther}>${messages.other}</button>
      <span class="muted">${messages.seed}: ${this.format(this.seed, { useGrouping: false })}</span>
      ${this.noControls && this.model ? html`<bdi>${this.#prompt}</bdi>` : nothing}
    </div>`;
  }

  #status(): TemplateResult {
    const { messages, format } = this.#speech;
    const { doing, comparison } = this;
    const base = this.texts(baseMessages);
    if (doing?.loading !== undefined) {
      const { share } = doing.loading;
      const says = share === undefined ? base.loading : base.loadingShare(percent(share, this.#speech));
      return html`<p class="muted">${says}</p>`;
    }
    if (comparison === undefined) {
      const says = this.model === undefined || this.model === TINY ? messages.loads : messages.loadsOther;
      return html`<p class="muted">${this.model ? says : this.isBusy ? base.loading : nothing}</p>`;
    }
    if (doing === undefined) return html`<p class="summary">${this.#summary(comparison)}</p>`;
    const all = runsOf(comparison.order.plan).length;
    return html`<p class="muted">${messages.drawing(format(comparison.pictures.length), format(all))}</p>`;
  }

  #comparison(comparison: Comparison): TemplateResult {
    const { messages, format } = this.#speech;
    const { plan } = comparison.order;
    const [reference, ...pictures] = comparison.pictures;
    if (reference === undefined) return html``;
    const noisy = plan.samplers.filter((name) => samplersWithNoise.includes(name));
    const isDone = this.doing === undefined;
    const title = messages.reference(runInWords(reference, this.#speech), messages.calls(format(reference.calls)));
    return html`<div aria-busy=${!isDone}>
      <figure>
        <canvas part="reference" role="img" aria-label=${title} ${painted(reference.image)}></canvas>
        <figcaption>${title}</figcaption>
      </figure>
      ${pictureTable(plan, pictures, this.#speech)}
      ${isDone ? differences(plan, pictures, this.#summary(comparison), this.#speech) : nothing}
      ${noisy.length === 0 ? nothing : html`<p class="muted">${messages.noise(noisy.join(", "))}</p>`}
    </div>`;
  }

  /** Which pictures are nearest to the reference: of all, and of each number of steps. */
  #summary({ order: { plan }, pictures: [, ...pictures] }: Comparison): string {
    const { messages, format } = this.#speech;
    const speech = this.#speech;
    if (pictures.length + 1 < runsOf(plan).length) return messages.stopped(format(pictures.length));
    const best = nearestOf(pictures)!;
    const calls = messages.calls(format(best.calls));
    return [
      messages.best(runInWords(best, speech), calls, percent(best.difference, speech)),
      ...plan.steps.map((steps) => {
        const { sampler, difference } = nearestOf(pictures.filter((picture) => picture.steps === steps))!;
        return messages.bestAt(format(steps), sampler, percent(difference, speech));
      }),
    ].join(" ");
  }

  protected override describe(): string {
    const { doing, comparison } = this;
    if (doing?.loading !== undefined) return this.texts(baseMessages).loading;
    return doing !== undefined || comparison === undefined ? "" : this.#summary(comparison);
  }

  get #chosen(): string[] {
    return this.samplers
      .split(",")
      .map((name) => name.trim())
      .filter((name) => this.#names.includes(name));
  }

  #onSamplers({ target }: Event): void {
    const { value, checked } = target as HTMLInputElement;
    this.samplers = [...this.#chosen.filter((name) => name !== value), ...(checked ? [value] : [])].join(", ");
  }

  #onSteps({ currentTarget }: Event): void {
    const input = currentTarget as HTMLInputElement;
    input.setCustomValidity("");
    try {
      const { samplers, reference, referenceSteps } = this;
      planOf({ samplers, steps: input.value, reference, referenceSteps }, this.#names);
      this.steps = input.value;
    } catch {
      input.setCustomValidity(this.texts(samplerComparisonMessages).stepsHelp);
      input.reportValidity();
    }
  }

  #onPrompt({ currentTarget }: Event): void {
    this.prompt = (currentTarget as HTMLInputElement).value;
  }

  #onOther(): void {
    this.seed = this.seed >= SEEDS[1] ? 0 : this.seed + 1;
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.model) this.draw();
  }
}

defineElement("alt2img-sampler-comparison", SamplerComparisonElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-sampler-comparison": SamplerComparisonElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-sampler-comparison": CustomEvent<SamplerComparisonDetail>;
  }
}
