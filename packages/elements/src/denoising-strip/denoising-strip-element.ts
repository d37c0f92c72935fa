import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { baseStyles } from "../base/base-styles.js";
import { checkRange, type Range } from "../base/check-range.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { DrawingElement } from "../base/drawing-element.js";
import { modelSource } from "../base/model-source.js";
import { painted } from "../base/painted.js";
import { fileNameOf, saveFile } from "../base/save-file.js";
import { baseMessages } from "../messages/base.js";
import { denoisingStripMessages } from "../messages/denoising-strip.js";
import { excerpt } from "../text-to-image/excerpt.js";
import { textToImageWorker } from "../text-to-image/shared-text-to-image.js";
import type { DrawingPart, DrawingStep, DrawnPicture, PictureOrder } from "../text-to-image/tasks.js";
import { denoisingStripStyles } from "./denoising-strip-styles.js";
import { CLOSE, differenceOf, settledAt } from "./differences.js";

const ranges = { seed: [0, 2 ** 32 - 1], steps: [1, 100], guidance: [0, 30] } as const satisfies Record<string, Range>;

/** A drawing: all of it, or as far as it has come. */
type Strip = {
  readonly order: PictureOrder;
  readonly steps: readonly DrawingStep[];
  readonly picture: DrawnPicture | undefined;
};

/**
 * How a picture comes out of noise: a text-to-image model draws, and a film strip shows what it guesses in each step.
 *
 * Nothing is loaded before someone presses Draw, or the page calls `draw()`.
 *
 * @tagname alt2img-denoising-strip
 * @fires {CustomEvent<DrawingStep>} alt2img-denoising-step - After each step, with its guess as pixels
 * @fires {CustomEvent<DrawnPicture>} alt2img-picture - When the picture is finished, with its pixels and how it was made
 * @csspart controls - The form with the prompt and the numbers
 * @csspart draw - The button that starts the drawing
 * @csspart strip - All steps in a row
 * @csspart frame - Each step in it
 * @csspart picture - The chosen step's guess, or the picture, enlarged
 * @csspart cut - The words that the model doesn't see
 * @csspart save - The button that saves the picture
 * @csspart table - The steps as a table
 */
export class DenoisingStripElement extends DrawingElement<PictureOrder> {
  static override styles: CSSResultGroup = [baseStyles, denoisingStripStyles];
  static override properties: PropertyDeclarations = {
    prompt: { type: String, reflect: true },
    seed: { type: Number, reflect: true },
    steps: { type: Number, reflect: true },
    guidance: { type: Number, reflect: true },
    model: { type: String, reflect: true },
    controls: { type: Boolean, reflect: true },
    strip: { state: true },
    growing: { state: true },
    chosen: { state: true },
  };
  protected static override readonly inputs: readonly string[] = [
    ...["prompt", "seed", "steps", "guidance", "model", "turn"],
  ];
  protected static override readonly kept: readonly string[] = ["prompt", "seed", "steps", "guidance"];

  /** What to draw. The tiny model knows the English names of emoji. Default: an example. */
  declare prompt: string | undefined;
  /** Where the noise comes from: a whole number from 0 to 4294967295; the same one gives the same picture. Default: 3. */
  declare seed: number;
  /** In how many steps the noise is removed: a whole number from 1 to 100. Default: 12. */
  declare steps: number;
  /** How far to exaggerate what the prompt changes, as a factor from 0 to 30; 1 and less: not at all. Default: 2.5. */
  declare guidance: number;
  /**
   * A text-to-image model with its networks in ONNX: the URL of its folder, or its id on Hugging Face (`owner/name`), `skewed-twin`,
   * or `lcm` (with `steps="4"` and `guidance="1"`). Default: the tiny Stable Diffusion, 21 MB.
   */
  declare model: string | undefined;
  /** With fields for the prompt and the numbers. Default: only a button. */
  declare controls: boolean;
  /** The last drawing that was finished or stopped. */
  declare protected strip: Strip | undefined;
  /** The one that is being made. */
  declare protected growing: Strip | undefined;
  /** The index of the step that is shown enlarged; `undefined` for the newest. */
  declare protected chosen: number | undefined;

  constructor() {
    super();
    this.seed = 3;
    this.steps = 12;
    this.guidance = 2.5;
    this.controls = false;
  }

  protected override order(): PictureOrder {
    const { seed, steps, guidance } = this;
    checkRange("seed", seed, ranges.seed, { isWhole: true });
    checkRange("steps", steps, ranges.steps, { isWhole: true });
    checkRange("guidance", guidance, ranges.guidance);
    return { prompt: this.#prompt, seed, steps, guidance, model: modelSource(this.model ?? "", this.baseURI) };
  }

  protected override async make(order: PictureOrder, signal: AbortSignal): Promise<void> {
    this.doing = { loading: { share: undefined } };
    this.chosen = undefined;
    const onPart = (part: DrawingPart): void => {
      if (!signal.aborted) this.#take(part, order);
    };
    const picture = await textToImageWorker(this.removal)("drawSteps", [order], { signal, onPart });
    this.strip = { order, steps: this.growing?.steps ?? [], picture };
    this.emit<DrawnPicture>("alt2img-picture", picture);
  }

  protected override ended(_order: PictureOrder, how: "finished" | "stopped" | "failed"): void {
    if (how === "stopped") this.strip = this.growing ?? this.strip;
    this.growing = undefined;
  }

  get #prompt(): string {
    return this.prompt ?? this.texts(denoisingStripMessages).example;
  }

  #take(part: DrawingPart, order: PictureOrder): void {
    if (part.type === "read") {
      this.hearRead(part);
      return;
    }
    const before = this.growing?.order === order ? this.growing.steps : [];
    this.growing = { order, steps: [...before, part.step], picture: undefined };
    this.doing = {};
    this.emit<DrawingStep>("alt2img-denoising-step", part.step);
  }

  protected override view(): TemplateResult {
    const messages = this.texts(denoisingStripMessages);
    const strip = this.growing ?? this.strip;
    return html`<p>${messages.explanation}</p>
      <form part="controls" @submit=${this.#onSubmit}>
        ${this.controls ? this.#fields() : nothing}
        <div class="buttons">
          <button part="draw" ?disabled=${this.doing !== undefined}>${messages.draw}</button>
          <button type="button" ?hidden=${this.doing === undefined} @click=${this.stop}>${messages.stop}</button>
          ${this.controls ? nothing : html`<span><bdi>${this.#prompt}</bdi> <span class="muted">(${this.#settings(this)})</span></span>`}
        </div>
      </form>
      ${this.#status(strip)} ${strip === undefined ? nothing : this.#strip(strip)}`;
  }

  #fields(): TemplateResult {
    const { prompt, ...labels } = this.texts(denoisingStripMessages);
    const field = (name: keyof typeof ranges, step: number | "any"): TemplateResult => {
      const [least, greatest] = ranges[name];
      return html`<label
        >${labels[name]}
        <input name=${name} type="number" required min=${least} max=${greatest} step=${step} .value=${String(this[name])}
      /></label>`;
    };
    return html`<label class="prompt">${prompt} <input name="prompt" maxlength="1000" dir="auto" .value=${this.#prompt} /></label>
      ${field("seed", 1)} ${field("steps", 1)} ${field("guidance", "any")}`;
  }

  #settings({ seed, steps, guidance }: Pick<PictureOrder, "seed" | "steps" | "guidance">): string {
    const { settings } = this.texts(denoisingStripMessages);
    return settings(this.format(seed, { useGrouping: false }), this.format(steps), this.format(guidance));
  }

  #status(strip: Strip | undefined): TemplateResult {
    const messages = this.texts(denoisingStripMessages);
    const { loading, loadingShare } = this.texts(baseMessages);
    if (this.doing?.loading !== undefined) {
      const { share } = this.doing.loading;
      return html`<p class="muted">${share === undefined ? loading : loadingShare(this.#percent(share))}</p>`;
    }
    if (this.doing !== undefined && strip !== undefined) {
      const [done, all] = [strip.steps.length, strip.order.steps].map((count) => this.format(count));
      return html`<p class="muted">${messages.drawing(done!, all!)}</p>`;
    }
    if (strip === undefined) return html`<p class="muted">${this.model ? messages.loadsOther : messages.loads}</p>`;
    return html`<p class="summary">${this.#summary(strip)}</p>`;
  }

  #summary({ steps, picture }: Strip): string {
    const messages = this.texts(denoisingStripMessages);
    const count = this.format(steps.length);
    if (picture === undefined) return messages.stopped(count);
    const settled = settledAt(steps.map(({ guess }) => differenceOf(guess, picture.image)));
    return settled >= steps.length
      ? messages.neverSettled(count)
      : messages.settled(count, this.format(settled + 1), this.#percent(CLOSE));
  }

  #strip(strip: Strip): TemplateResult {
    const messages = this.texts(denoisingStripMessages);
    const { order, steps, picture } = strip;
    const cutWords = picture?.cutWords ?? [];
    const last = steps.length + (picture === undefined ? -1 : 0);
    const at = Math.min(this.chosen ?? last, last);
    const shown = steps[at]?.guess ?? picture?.image;
    return html`<div class="shown">
        <figure>
          ${shown === undefined ? nothing : html`<canvas part="picture" role="img" aria-label=${this.#caption(strip, at)} ${painted(shown)}></canvas>`}
          <figcaption>
            <p><bdi class="prompt">${order.prompt}</bdi> <span class="muted">(${this.#settings(order)})</span></p>
            <p class="caption">${this.#caption(strip, at)}</p>
            ${cutWords.length === 0 ? nothing : html`<p class="warning" part="cut">${messages.cut("")}<bdi>${excerpt(cutWords)}</bdi></p>`}
            ${picture === undefined ? nothing : html`<button type="button" part="save" @click=${() => this.#save(strip, picture)}>${messages.save}</button>`}
          </figcaption>
        </figure>
      </div>
      <fieldset part="strip" aria-busy=${this.doing !== undefined}>
        <legend>${messages.strip}</legend>
        ${steps.map(({ index, guess }) => this.#frame(guess, index, at, messages.step(this.format(index + 1), this.format(order.steps))))}
        ${picture === undefined ? nothing : this.#frame(picture.image, steps.length, at, messages.picture)}
      </fieldset>
      <details>
        <summary>${messages.table}</summary>
        ${this.#table(strip)}
      </details>`;
  }

  #frame(image: DrawingStep["guess"], index: number, at: number, label: string): TemplateResult {
    return html`<label part="frame" title=${label}>
      <input
        class="visually-hidden"
        type="radio"
        name="step"
        aria-label=${label}
        .checked=${index === at}
        @change=${() => {
          this.chosen = index;
        }}
      />
      <canvas aria-hidden="true" ${painted(image)}></canvas>
    </label>`;
  }

  /** What is said of a step, or of the picture after the last one. */
  #caption({ steps, picture, order }: Strip, index: number): string {
    const messages = this.texts(denoisingStripMessages);
    const step = steps[index];
    if (step === undefined) return messages.picture;
    const guess = messages.guess(this.format(index + 1), this.format(order.steps), this.#sigma(step));
    return picture === undefined
      ? guess
      : `${guess} ${messages.away(this.#percent(differenceOf(step.guess, picture.image)))}`;
  }

  #table({ steps, picture }: Strip): TemplateResult {
    const { columns, table } = this.texts(denoisingStripMessages);
    const difference = (one: DrawingStep["guess"] | undefined, other: DrawingStep["guess"] | undefined): string =>
      one === undefined || other === undefined ? "" : this.#percent(differenceOf(one, other));
    return dataTable(
      table,
      Object.values(columns),
      steps.map(
        (step, i) => html`<tr>
              <td>${this.format(i + 1)}</td>
              <td>${step.timestep === undefined ? "" : this.format(step.timestep, { maximumFractionDigits: 0 })}</td>
              <td>${this.#sigma(step)}</td>
              <td>${difference(step.guess, steps[i - 1]?.guess)}</td>
              <td>${difference(step.guess, picture?.image)}</td>
            </tr>`,
      ),
    );
  }

  #sigma({ sigma }: DrawingStep): string {
    return Number.isFinite(sigma) ? this.format(sigma, { maximumSignificantDigits: 2 }) : "∞";
  }

  #percent(share: number): string {
    return this.format(share, { style: "percent", maximumFractionDigits: 0 });
  }

  protected override describe(): string {
    if (this.doing !== undefined) return this.doing.loading === undefined ? "" : this.texts(baseMessages).loading;
    if (this.strip === undefined) return "";
    return this.chosen === undefined ? this.#summary(this.strip) : this.#caption(this.strip, this.chosen);
  }

  async #save({ order: { prompt, seed } }: Strip, picture: DrawnPicture): Promise<void> {
    try {
      const png = await textToImageWorker(this.removal)("png", [picture], { signal: this.removal });
      saveFile(`${fileNameOf(prompt)}-${seed}.png`, png, "image/png");
    } catch (error) {
      if (!this.removal.aborted) this.fail(error);
    }
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.controls) {
      const fields = new FormData(event.currentTarget as HTMLFormElement);
      this.prompt = String(fields.get("prompt"));
      this.seed = Number(fields.get("seed"));
      this.steps = Number(fields.get("steps"));
      this.guidance = Number(fields.get("guidance"));
    }
    this.draw();
  }
}

defineElement("alt2img-denoising-strip", DenoisingStripElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-denoising-strip": DenoisingStripElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-denoising-step": CustomEvent<DrawingStep>;
    "alt2img-picture": CustomEvent<DrawnPicture>;
  }
}
