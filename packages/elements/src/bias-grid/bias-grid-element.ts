import type { CallOptions } from "@alt2img/core/worker";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { baseStyles } from "../base/base-styles.js";
import { defineElement } from "../base/define-element.js";
import { DrawingElement } from "../base/drawing-element.js";
import { modelSource } from "../base/model-source.js";
import { shareChartStyles } from "../bias/share-chart-styles.js";
import { baseMessages } from "../messages/base.js";
import { biasGridMessages } from "../messages/bias-grid.js";
import { textToImageWorker } from "../text-to-image/shared-text-to-image.js";
import type { DrawingPart } from "../text-to-image/tasks.js";
import { SKEWED_TWIN } from "../text-to-image/tiny-models.js";
import { type Asked, askProgram, countAnswers } from "./ask-program.js";
import { biasGridStyles } from "./bias-grid-styles.js";
import { classifierView } from "./classifier-view.js";
import { type BiasCountsDetail, type BiasGridDetail, detailOf } from "./detail.js";
import { enteredIn, gridFields } from "./grid-fields.js";
import { drawnInWords, gridStatus } from "./grid-status.js";
import { gridView } from "./grid-view.js";
import { labelsBeyond, labelsIn, MOST_LABELS } from "./labels.js";
import { lookView } from "./look-view.js";
import { type BiasGridSpeech, countsInWords } from "./look-words.js";
import { countLooks, type Look } from "./looks.js";
import { checkOrder, type Grid, type GridOrder, ordersOf } from "./orders.js";
import { remember } from "./remember.js";
import { viewerLooks } from "./viewer-looks.js";

export type { BiasCountsDetail, BiasGridDetail, BiasGridPicture } from "./detail.js";

/**
 * Whom does a model draw for an occupation? The tiny Stable Diffusion and its skewed twin, or another model, draw the same prompt from the
 * same seeds, side by side. The viewer says what each picture looks like, or asks a classifier; the counts come with their intervals.
 *
 * Nothing is loaded before someone presses Draw, or the page calls `draw()`. No attribute of people is built in: what is counted are the
 * `labels`. What viewers say about pictures stays in the page, and is not in its address.
 *
 * @tagname alt2img-bias-grid
 * @fires {CustomEvent<BiasGridDetail>} alt2img-bias-grid - When all pictures are there, or the drawing was stopped
 * @fires {CustomEvent<BiasCountsDetail>} alt2img-bias-counts - When the viewer has labelled a picture, or the program has answered
 * @csspart controls - The form with the prompt, the labels and the numbers
 * @csspart draw - The button that starts the drawing
 * @csspart progress - How far the drawing is
 * @csspart grid - All pictures
 * @csspart pair - The pictures of a seed
 * @csspart picture - Each picture
 * @csspart counts - A chart and a table of what pictures look like
 * @csspart chart - The shares with their intervals
 * @csspart table - The shares as a table
 * @csspart classifier - What the program can’t say, and the button that asks it
 */
export class BiasGridElement extends DrawingElement<GridOrder> {
  static override styles: CSSResultGroup = [baseStyles, shareChartStyles, biasGridStyles];
  static override properties: PropertyDeclarations = {
    prompt: { type: String, reflect: true },
    labels: { type: String, reflect: true },
    count: { type: Number, reflect: true },
    seed: { type: Number, reflect: true },
    steps: { type: Number, reflect: true },
    guidance: { type: Number, reflect: true },
    model: { type: String, reflect: true },
    controls: { type: Boolean, reflect: true },
    grid: { state: true },
    looks: { state: true },
    asked: { state: true },
    isAsking: { state: true },
  };
  protected static override readonly inputs: readonly string[] = [
    ...["prompt", "count", "seed", "steps", "guidance", "model", "turn"],
  ];
  protected static override readonly kept: readonly string[] = [
    ...["prompt", "labels", "count", "seed", "steps", "guidance"],
  ];

  /** What to draw. The tiny models know the English names of emoji. Default: an example. */
  declare prompt: string | undefined;
  /**
   * What pictures are counted as, two or more texts separated by commas, at most 6, such as `a red apple, a green apple`. Default: nothing is
   * counted.
   */
  declare labels: string;
  /** How many pictures each model draws: a whole number from 1 to 100. Default: 6. */
  declare count: number;
  /** The first seed, which the others follow: a whole number from 0 to 4294967195. Default: 0. */
  declare seed: number;
  /** In how many steps the noise is removed: a whole number from 1 to 100. Default: 10. */
  declare steps: number;
  /** How far to exaggerate what the prompt changes, as a factor from 0 to 30; 1 and less: not at all. Default: 3. */
  declare guidance: number;
  /**
   * A text-to-image model with its networks in ONNX: the URL of its folder, or its id on Hugging Face (`owner/name`). Default: the tiny Stable
   * Diffusion and its skewed twin, 50 MB.
   */
  declare model: string | undefined;
  /** With fields for the prompt, the labels and the numbers. Default: only a button. */
  declare controls: boolean;
  declare protected grid: Grid | undefined;
  /** What the viewer says that pictures look like, by `keyOf`: the value of the choice. */
  declare protected looks: ReadonlyMap<string, string>;
  declare protected asked: Asked | undefined;
  declare protected isAsking: boolean;

  readonly #picture = remember((order, options: CallOptions<DrawingPart>) =>
    textToImageWorker(this.removal)("draw", [order], options),
  );

  constructor() {
    super();
    this.labels = "";
    this.count = 6;
    this.seed = 0;
    this.steps = 10;
    this.guidance = 3;
    this.controls = false;
    this.looks = new Map();
    this.isAsking = false;
  }

  protected override order(): GridOrder {
    const { count, seed, steps, guidance, model } = this;
    const models = model ? [modelSource(model, this.baseURI)] : ["", SKEWED_TWIN];
    const order = { prompt: this.#prompt, count, seed, steps, guidance, models };
    checkOrder(order);
    return order;
  }

  protected override async make(order: GridOrder, signal: AbortSignal): Promise<void> {
    let grid: Grid = { order, pictures: [] };
    this.grid = grid;
    const onPart = (part: DrawingPart): void => {
      if (part.type === "read" && !signal.aborted) this.hearRead(part);
    };
    for (const each of ordersOf(order)) {
      const picture = await this.#picture(each, { signal, onPart });
      signal.throwIfAborted();
      this.grid = grid = { order, pictures: [...grid.pictures, picture] };
      this.doing = {};
    }
  }

  protected override ended(_order: GridOrder, how: "finished" | "stopped" | "failed"): void {
    if (how === "failed" || this.grid === undefined) return;
    this.emit<BiasGridDetail>("alt2img-bias-grid", detailOf(this.grid));
  }

  get #prompt(): string {
    return this.prompt ?? this.texts(biasGridMessages).example;
  }

  protected override view(): TemplateResult {
    const messages = this.texts(biasGridMessages);
    return html`<p>${this.model ? messages.explanationOne : messages.explanation}</p>
      <form part="controls" @submit=${this.#onSubmit}>
        ${this.controls ? this.#fields() : nothing}
        <div class="buttons">
          <button part="draw" ?disabled=${this.doing !== undefined}>${messages.draw}</button>
          <button type="button" ?hidden=${this.doing === undefined} @click=${this.stop}>${messages.stop}</button>
          ${this.controls ? nothing : html`<bdi>${this.#prompt}</bdi>`}
        </div>
      </form>
      ${this.#tooMany()} ${this.#status()} ${this.grid === undefined ? nothing : this.#grid(this.grid)}`;
  }

  #fields(): TemplateResult {
    const { labels, count, seed, guidance } = this;
    const onLabels = (entered: string): void => {
      this.labels = entered;
    };
    return gridFields({ prompt: this.#prompt, labels, count, seed, guidance }, this.#speech, { onLabels });
  }

  #tooMany(): TemplateResult | typeof nothing {
    const beyond = labelsBeyond(this.labels);
    if (beyond.length === 0) return nothing;
    const { messages, format } = this.#speech;
    return html`<p class="warning">${messages.tooManyLabels(format(MOST_LABELS))} <bdi>${beyond.join(", ")}</bdi></p>`;
  }

  #status(): TemplateResult {
    const { messages } = this.#speech;
    const { doing, grid } = this;
    if (grid === undefined) return html`<p class="muted">${this.model ? messages.loadsOther : messages.loads}</p>`;
    if (doing !== undefined) return gridStatus(doing, grid, this.#speech);
    return html`<p class="summary">${drawnInWords(grid, this.#speech)}</p>`;
  }

  #grid(grid: Grid): TemplateResult {
    const labels = labelsIn(this.labels);
    const options = {
      isDrawing: this.doing !== undefined,
      labels,
      looks: this.looks,
      predictions: this.#answers()?.predictions,
      onLook: (key: string, look: string) => void this.#onLook(key, look),
    };
    return html`${gridView(grid, options, this.#speech)} ${labels.length === 0 ? nothing : this.#counts(grid, labels)}`;
  }

  #viewerLooks({ order, pictures }: Grid, labels: readonly string[]): (Look & { readonly key: string })[] {
    return viewerLooks(order, pictures.length, this.looks, labels);
  }

  /** What the program said about these very pictures and labels. */
  #answers(): Asked | undefined {
    const { asked, grid } = this;
    return asked?.grid === grid && asked?.labels.join() === labelsIn(this.labels).join() ? asked : undefined;
  }

  #counts(grid: Grid, labels: readonly string[]): TemplateResult {
    const messages = this.texts(biasGridMessages);
    const looks = this.#viewerLooks(grid, labels);
    const { models } = grid.order;
    return html`<div class="counts">
        <p>${messages.labelled(this.format(looks.length), this.format(grid.pictures.length))}</p>
        ${looks.length === 0 ? nothing : lookView(messages.counts, countLooks(looks, labels, models), models, this.#speech)}
      </div>
      ${this.doing === undefined && grid.pictures.length > 0 ? this.#classifier(grid, labels) : nothing}`;
  }

  #classifier({ order: { models } }: Grid, labels: readonly string[]): TemplateResult {
    const options = {
      asked: this.#answers(),
      isAsking: this.isAsking,
      hasLabels: labels.length >= 2,
      onAsk: () => void this.#ask(),
    };
    return classifierView(models, options, this.#speech);
  }

  get #speech(): BiasGridSpeech {
    return this.speech(biasGridMessages);
  }

  protected override describe(): string {
    const { doing, grid } = this;
    const asked = this.#answers();
    const messages = this.texts(biasGridMessages);
    if (doing !== undefined) return doing.loading !== undefined ? this.texts(baseMessages).loading : "";
    if (grid === undefined) return "";
    if (this.isAsking) return messages.asking;
    const labels = labelsIn(this.labels);
    const looks = this.#viewerLooks(grid, labels);
    return [
      drawnInWords(grid, this.#speech),
      ...(looks.length === 0 ? [] : [messages.labelled(this.format(looks.length), this.format(grid.pictures.length))]),
      ...(asked === undefined ? [] : [`${messages.answers}: ${countsInWords(asked.counts, this.#speech)}`]),
    ].join(" ");
  }

  /** Asks the program about all pictures. */
  async #ask(): Promise<void> {
    const { grid, removal } = this;
    const labels = labelsIn(this.labels);
    if (grid === undefined) return;
    this.isAsking = true;
    try {
      await this.#count({ grid, labels, predictions: await askProgram(grid, labels, removal) });
    } catch (error) {
      if (!removal.aborted) this.fail(error);
    } finally {
      this.isAsking = false;
    }
  }

  async #count(answers: Pick<Asked, "grid" | "labels" | "predictions">): Promise<void> {
    const { grid, labels } = answers;
    const asked = await countAnswers(answers, this.#viewerLooks(grid, labels), this.removal);
    // Meanwhile, other pictures may have been drawn.
    if (this.grid !== grid) return;
    this.asked = asked;
    this.emit<BiasCountsDetail>("alt2img-bias-counts", { by: "program", counts: asked.counts });
  }

  async #onLook(key: string, look: string): Promise<void> {
    this.looks = new Map(this.looks).set(key, look);
    const { grid } = this;
    if (grid === undefined) return;
    const asked = this.#answers();
    const labels = labelsIn(this.labels);
    const counts = countLooks(this.#viewerLooks(grid, labels), labels, grid.order.models);
    this.emit<BiasCountsDetail>("alt2img-bias-counts", { by: "viewer", counts });
    if (asked === undefined) return;
    try {
      await this.#count(asked);
    } catch (error) {
      if (!this.removal.aborted) this.fail(error);
    }
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.controls) Object.assign(this, enteredIn(event.currentTarget as HTMLFormElement));
    this.draw();
  }
}

defineElement("alt2img-bias-grid", BiasGridElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-bias-grid": BiasGridElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-bias-grid": CustomEvent<BiasGridDetail>;
    "alt2img-bias-counts": CustomEvent<BiasCountsDetail>;
  }
}
