import type { Prediction } from "@alt2img/bias/representation";
import type { RasterImage } from "@alt2img/core";
import type { CallOptions } from "@alt2img/core/worker";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { checkRange, type Range } from "../base/check-range.js";
import { defineElement } from "../base/define-element.js";
import { modelSource } from "../base/model-source.js";
import { shareChartStyles } from "../bias/share-chart-styles.js";
import { clipWorker } from "../clip/shared-clip.js";
import { baseMessages } from "../messages/base.js";
import { biasGridMessages } from "../messages/bias-grid.js";
import { textToImageWorker } from "../text-to-image/shared-text-to-image.js";
import { SKEWED_TWIN } from "../text-to-image/skewed-twin.js";
import type { DrawingPart, DrawnPicture, PictureOrder } from "../text-to-image/tasks.js";
import { biasGridStyles } from "./bias-grid-styles.js";
import { gridFigure } from "./grid-figure.js";
import { type Doing, gridStatus } from "./grid-status.js";
import { labelsIn } from "./labels.js";
import { lookView } from "./look-view.js";
import { countsInWords, type Speech } from "./look-words.js";
import { countLooks, type Look, type LookCount } from "./looks.js";
import { type GridOrder, ordersOf } from "./orders.js";
import { programAnswers, programCounts } from "./program-counts.js";
import { remember } from "./remember.js";
import { keyOf, viewerLooks } from "./viewer-looks.js";

const ranges = {
  count: [1, 100],
  seed: [0, 2 ** 32 - 101],
  steps: [1, 100],
  guidance: [0, 30],
} as const satisfies Record<string, Range>;

/** A picture of the grid. Plain data. */
export type BiasGridPicture = {
  /** As in the attribute `model`; `""` for the tiny Stable Diffusion, and `skewed-twin` for its twin. */
  readonly model: string;
  readonly prompt: string;
  readonly seed: number;
  readonly image: RasterImage;
};

/** What `alt2img-bias-grid` brings: the pictures that are there. */
export type BiasGridDetail = { readonly pictures: readonly BiasGridPicture[] };

/** What `alt2img-bias-counts` brings. */
export type BiasCountsDetail = {
  /** Who said what the pictures look like. */
  readonly by: "viewer" | "program";
  /** One for each label; by the viewer, also for none of them. */
  readonly counts: readonly LookCount[];
};

type Grid = {
  readonly order: GridOrder;
  /** In the order of `ordersOf`; there may be fewer. */
  readonly pictures: readonly DrawnPicture[];
};

/** What the program said about pictures. */
type Asked = {
  readonly grid: Grid;
  readonly labels: readonly string[];
  /** By `keyOf`. */
  readonly predictions: ReadonlyMap<string, Prediction>;
  readonly counts: readonly LookCount[];
  readonly agreement: { readonly agreed: number; readonly labelled: number } | undefined;
};

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
export class BiasGridElement extends Alt2imgElement {
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
    autostart: { type: Boolean, reflect: true },
    turn: { state: true },
    grid: { state: true },
    doing: { state: true },
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
   * Diffusion and its skewed twin, 37 MB.
   */
  declare model: string | undefined;
  /** With fields for the prompt, the labels and the numbers. Default: only a button. */
  declare controls: boolean;
  /** Draws as soon as it is on the screen, without being asked: everyone who opens the page then loads the models. Default: when it is asked. */
  declare autostart: boolean;
  /** How often a drawing was asked for. */
  declare protected turn: number;
  declare protected grid: Grid | undefined;
  declare protected doing: Doing | undefined;
  /** What the viewer says that pictures look like, by `keyOf`: the value of the choice. */
  declare protected looks: ReadonlyMap<string, string>;
  declare protected asked: Asked | undefined;
  declare protected isAsking: boolean;

  #stopper: AbortController = new AbortController();
  /** The turn and the order that `grid` is for, to do nothing twice. */
  #done = "";
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
    this.autostart = false;
    this.turn = 0;
    this.looks = new Map();
    this.isAsking = false;
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
    if ((this.turn === 0 && !this.autostart) || this.#done === wanted) return;
    this.#stopper = new AbortController();
    const stopped = this.#stopper.signal;
    this.grid = { order, pictures: [] };
    this.doing = {};
    const either = AbortSignal.any([signal, stopped]);
    const onPart = (part: DrawingPart): void => {
      if (part.type !== "read" || either.aborted) return;
      this.doing = { loading: { share: part.total === undefined ? undefined : part.done / part.total } };
    };
    try {
      for (const each of ordersOf(order)) {
        const picture = await this.#picture(each, { signal: either, onPart });
        if (either.aborted) break;
        this.grid = { order, pictures: [...this.grid.pictures, picture] };
        this.doing = {};
      }
    } catch (error) {
      if (signal.aborted || !stopped.aborted) throw error;
    } finally {
      if (!signal.aborted) {
        this.#done = wanted;
        this.doing = undefined;
      }
    }
    if (!signal.aborted) this.emit<BiasGridDetail>("alt2img-bias-grid", { pictures: this.#detail(this.grid) });
  }

  /** @throws Alt2imgError `elements/attribute` */
  #order(): GridOrder {
    const { count, seed, steps, guidance, model } = this;
    checkRange("count", count, ranges.count, { isWhole: true });
    checkRange("seed", seed, ranges.seed, { isWhole: true });
    checkRange("steps", steps, ranges.steps, { isWhole: true });
    checkRange("guidance", guidance, ranges.guidance);
    const models = model ? [modelSource(model, this.baseURI)] : ["", SKEWED_TWIN];
    return { prompt: this.#prompt, count, seed, steps, guidance, models };
  }

  get #prompt(): string {
    return this.prompt ?? this.texts(biasGridMessages).example;
  }

  #detail({ order, pictures }: Grid): BiasGridPicture[] {
    const orders = ordersOf(order);
    return pictures.map(({ image }, i) => {
      const { model, prompt, seed } = orders[i]!;
      return { model, prompt, seed, image };
    });
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
      ${this.#status()} ${this.grid === undefined ? nothing : this.#grid(this.grid)}`;
  }

  #fields(): TemplateResult {
    const messages = this.texts(biasGridMessages);
    const field = (name: "count" | "seed" | "guidance", step: number | "any"): TemplateResult => {
      const [least, greatest] = ranges[name];
      return html`<label
        >${messages[name]}
        <input name=${name} type="number" required min=${least} max=${greatest} step=${step} .value=${String(this[name])}
      /></label>`;
    };
    return html`<label class="wide">${messages.prompt} <input name="prompt" maxlength="1000" dir="auto" .value=${this.#prompt} /></label>
      <div class="wide">
        <label for="labels">${messages.labels}</label>
        <input
          id="labels"
          maxlength="300"
          dir="auto"
          aria-describedby="labels-help"
          .value=${this.labels}
          @change=${this.#onLabels}
        />
        <p id="labels-help" class="muted">${messages.labelsHelp}</p>
      </div>
      ${field("count", 1)} ${field("seed", 1)} ${field("guidance", "any")}`;
  }

  #status(): TemplateResult {
    const messages = this.texts(biasGridMessages);
    const { doing, grid } = this;
    if (doing !== undefined && grid !== undefined) {
      const far = { done: grid.pictures.length, all: ordersOf(grid.order).length };
      return gridStatus(doing, far, this.#speech, this.language);
    }
    if (grid === undefined) return html`<p class="muted">${this.model ? messages.loadsOther : messages.loads}</p>`;
    return html`<p class="summary">${this.#drawn(grid)}</p>`;
  }

  #drawn({ order, pictures }: Grid): string {
    const messages = this.texts(biasGridMessages);
    const count = this.format(pictures.length);
    return pictures.length < ordersOf(order).length ? messages.stopped(count) : messages.drawn(count, order.prompt);
  }

  #grid(grid: Grid): TemplateResult {
    const messages = this.texts(biasGridMessages);
    const { order, pictures } = grid;
    const { models, count, seed: first } = order;
    const labels = labelsIn(this.labels);
    const cutWords = pictures[0]?.cutWords ?? [];
    return html`${cutWords.length === 0 ? nothing : html`<p class="warning">${messages.cut("")}<bdi>${cutWords.join(" ")}</bdi></p>`}
      <ol class="seeds" part="grid" aria-label=${messages.grid} aria-busy=${this.doing !== undefined}>
        ${Array.from({ length: count }, (_, i) => {
          const own = ordersOf({ ...order, seed: first + i, count: 1 });
          return html`<li>
            <p class="muted">${messages.seedNumber(this.format(first + i, { useGrouping: false }))}</p>
            <div class="pair" part="pair">
              ${own.map((each, at) => this.#figure(each, pictures[i * models.length + at]))}
            </div>
          </li>`;
        })}
      </ol>
      ${labels.length === 0 ? nothing : this.#counts(grid, labels)}`;
  }

  #figure(order: PictureOrder, picture: DrawnPicture | undefined): TemplateResult {
    const key = keyOf(order);
    const options = {
      picture,
      labels: labelsIn(this.labels),
      look: this.looks.get(key) ?? "",
      prediction: this.#answers()?.predictions.get(key),
      onLook: (look: string) => void this.#onLook(key, look),
    };
    return gridFigure(order, options, this.#speech);
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

  #classifier(grid: Grid, labels: readonly string[]): TemplateResult {
    const messages = this.texts(biasGridMessages);
    const asked = this.#answers();
    return html`<details part="classifier">
      <summary>${messages.classifier}</summary>
      <ul>
        ${messages.limits.map((limit) => html`<li>${limit}</li>`)}
      </ul>
      <p>
        <button type="button" class="ask" ?disabled=${this.isAsking || labels.length < 2} @click=${() => void this.#ask()}>${messages.ask}</button>
        <span class="muted">${this.isAsking ? messages.asking : labels.length < 2 ? messages.needsLabels : ""}</span>
      </p>
      ${asked === undefined ? nothing : html`<p>${this.#sureness(asked)}</p> ${lookView(messages.answers, asked.counts, grid.order.models, this.#speech, { isCorrected: asked.agreement !== undefined })}`}
    </details>`;
  }

  #sureness({ agreement }: Asked): string {
    const { corrected, uncorrected } = this.texts(biasGridMessages);
    if (agreement === undefined) return uncorrected;
    return corrected(this.format(agreement.agreed), this.format(agreement.labelled));
  }

  get #speech(): Speech {
    return { messages: this.texts(biasGridMessages), format: (value, options) => this.format(value, options) };
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
      this.#drawn(grid),
      ...(looks.length === 0 ? [] : [messages.labelled(this.format(looks.length), this.format(grid.pictures.length))]),
      ...(asked === undefined ? [] : [`${messages.answers}: ${countsInWords(asked.counts, this.#speech)}`]),
    ].join(" ");
  }

  /** Asks the program about all pictures. */
  async #ask(): Promise<void> {
    const { grid } = this;
    const labels = labelsIn(this.labels);
    if (grid === undefined) return;
    const signal = this.removal;
    this.isAsking = true;
    try {
      const images = grid.pictures.map(({ image }) => image);
      const found = await clipWorker(signal)("classify", [images, labels, ""], { signal, onPart: () => undefined });
      const known = new Map(
        ordersOf(grid.order)
          .map((order, i) => [keyOf(order), found[i]!] as const)
          .slice(0, found.length),
      );
      await this.#count(grid, labels, known);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    } finally {
      this.isAsking = false;
    }
  }

  /** Counts what the program said, corrected by what the viewer says. */
  async #count(grid: Grid, labels: readonly string[], predictions: Asked["predictions"]): Promise<void> {
    const { models, groups, labelled } = programAnswers(grid.order, predictions, this.#viewerLooks(grid, labels));
    const signal = this.removal;
    const found = await clipWorker(signal)("sharesOf", [groups, labelled], { signal });
    // Meanwhile, other pictures may have been drawn.
    if (this.grid !== grid) return;
    const counts = programCounts(labels, models, found);
    const agreed = labelled.filter(({ label, prediction }) => prediction.value === label).length;
    const isCorrected = found.every(({ corrected }) => corrected);
    const agreement = isCorrected ? { agreed, labelled: labelled.length } : undefined;
    this.asked = { grid, labels, predictions, counts, agreement };
    this.emit<BiasCountsDetail>("alt2img-bias-counts", { by: "program", counts });
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
      await this.#count(grid, labels, asked.predictions);
    } catch (error) {
      if (!this.removal.aborted) this.fail(error);
    }
  }

  #onLabels({ currentTarget }: Event): void {
    this.labels = (currentTarget as HTMLInputElement).value;
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.controls) {
      const fields = new FormData(event.currentTarget as HTMLFormElement);
      this.prompt = String(fields.get("prompt"));
      this.count = Number(fields.get("count"));
      this.seed = Number(fields.get("seed"));
      this.guidance = Number(fields.get("guidance"));
    }
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
