import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { baseStyles } from "../base/base-styles.js";
import { defineElement } from "../base/define-element.js";
import { DrawingElement } from "../base/drawing-element.js";
import { differenceOf } from "../denoising-strip/differences.js";
import { baseMessages } from "../messages/base.js";
import { samplerComparisonMessages } from "../messages/sampler-comparison.js";
import { textToImageWorker } from "../text-to-image/shared-text-to-image.js";
import type { DrawingPart } from "../text-to-image/tasks.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { comparisonFields } from "./comparison-fields.js";
import { comparisonView } from "./comparison-view.js";
import { type ComparisonSpeech, percent, summaryOf } from "./comparison-words.js";
import type { ComparedPicture } from "./nearest.js";
import { type Comparison, type Order, orderOf, SEEDS, TINY, type Wanted } from "./order.js";
import { runsOf } from "./plan.js";
import { samplerComparisonStyles } from "./sampler-comparison-styles.js";
import type { ComparisonTasks, SampledPicture } from "./tasks.js";

const worker = /* @__PURE__ */ sharedWorker<ComparisonTasks, SampledPicture>(
  () =>
    new Worker(new URL("./sampler-comparison-worker.js", import.meta.url), {
      type: "module",
      name: "alt2img-sampler-comparison",
    }),
);

/** What `alt2img-sampler-comparison` brings. */
export type SamplerComparisonDetail = {
  /** What the others are compared with. */
  readonly reference: ComparedPicture;
  readonly pictures: readonly ComparedPicture[];
};

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
export class SamplerComparisonElement extends DrawingElement<Order> {
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
    comparison: { state: true },
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
  declare protected comparison: Comparison | undefined;
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
  }

  protected override order(): Order {
    return orderOf(this.#wanted);
  }

  /** The formula draws at once. */
  protected override waits({ by }: Order): boolean {
    return by === "model";
  }

  protected override async make(order: Order, signal: AbortSignal): Promise<void> {
    let pictures: readonly ComparedPicture[] = [];
    this.comparison = { order, pictures };
    await this.#draw(order, signal, (picture) => {
      if (signal.aborted) return;
      const difference = pictures[0] === undefined ? 0 : differenceOf(picture.image, pictures[0].image);
      pictures = [...pictures, { ...picture, difference }];
      this.comparison = { order, pictures };
      this.doing = {};
    });
    const [reference, ...others] = pictures;
    if (reference !== undefined && !signal.aborted) {
      this.emit<SamplerComparisonDetail>("alt2img-sampler-comparison", { reference, pictures: others });
    }
  }

  async #draw(order: Order, signal: AbortSignal, take: (picture: SampledPicture) => void): Promise<void> {
    const runs = runsOf(order.plan);
    if (order.by === "formula") {
      await worker(this.removal)("compare", [{ ...order.formula, runs }], { signal, onPart: take });
      return;
    }
    const onPart = (part: DrawingPart): void => {
      if (part.type === "read" && !signal.aborted) this.hearRead(part);
    };
    for (const run of runs) {
      const wanted = { ...order.picture, ...run };
      const { image, calls } = await textToImageWorker(this.removal)("draw", [wanted], { signal, onPart });
      take({ ...run, image, calls });
    }
  }

  get #wanted(): Wanted {
    const { samplers, steps, reference, referenceSteps, seed, set, patch, model, guidance, baseURI: baseUrl } = this;
    const prompt = this.prompt ?? this.texts(samplerComparisonMessages).example;
    return { samplers, steps, reference, referenceSteps, seed, set, patch, model, prompt, guidance, baseUrl };
  }

  get #speech(): ComparisonSpeech {
    return this.speech(samplerComparisonMessages);
  }

  protected override view(): TemplateResult {
    const { messages } = this.#speech;
    return html`<p>${messages.explanation}${this.model ? nothing : ` ${messages.formula}`}</p>
      <form class="controls" part="controls" @submit=${this.#onSubmit}>
        ${this.noControls ? nothing : comparisonFields(this.#wanted, this.#speech, (changes) => Object.assign(this, changes))} ${this.#buttons()}
      </form>
      ${this.#status()} ${this.comparison === undefined ? nothing : comparisonView(this.comparison, this.doing === undefined, this.#speech)}
      ${this.model ? nothing : html`<p class="muted">${messages.credits}</p>`}`;
  }

  #buttons(): TemplateResult {
    const { messages } = this.#speech;
    const isDrawing = this.doing !== undefined;
    return html`<div class="buttons wide">
      ${this.model ? html`<button part="draw" ?disabled=${isDrawing}>${messages.draw}</button>` : nothing}
      <button type="button" ?hidden=${!isDrawing} @click=${this.stop}>${messages.stop}</button>
      <button type="button" @click=${this.#onOther}>${messages.other}</button>
      <span class="muted">${messages.seed}: ${this.format(this.seed, { useGrouping: false })}</span>
      ${this.noControls && this.model ? html`<bdi>${this.#wanted.prompt}</bdi>` : nothing}
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
    if (doing === undefined) return html`<p class="summary">${summaryOf(comparison, this.#speech)}</p>`;
    const all = runsOf(comparison.order.plan).length;
    return html`<p class="muted">${messages.drawing(format(comparison.pictures.length), format(all))}</p>`;
  }

  protected override describe(): string {
    const { doing, comparison } = this;
    if (doing?.loading !== undefined) return this.texts(baseMessages).loading;
    return doing !== undefined || comparison === undefined ? "" : summaryOf(comparison, this.#speech);
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
