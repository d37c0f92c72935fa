import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { baseStyles } from "../base/base-styles.js";
import { checkRange, type Range } from "../base/check-range.js";
import { defineElement } from "../base/define-element.js";
import { DrawingElement } from "../base/drawing-element.js";
import { modelSource } from "../base/model-source.js";
import { painted } from "../base/painted.js";
import type { AsYouTypeMessages } from "../messages/as-you-type.en.js";
import { asYouTypeMessages } from "../messages/as-you-type.js";
import { baseMessages } from "../messages/base.js";
import { excerpt } from "../text-to-image/excerpt.js";
import { textToImageWorker } from "../text-to-image/shared-text-to-image.js";
import type { DrawingPart, DrawnPicture, PictureOrder } from "../text-to-image/tasks.js";
import { LCM } from "../text-to-image/tiny-models.js";
import { asYouTypeStyles } from "./as-you-type-styles.js";

/** Before what is there is said, in milliseconds: nobody wants to hear of each letter. */
const PAUSE = 1000;
const MOST_SEED = 2 ** 32 - 1;
const ranges = { count: [1, 12], steps: [1, 100], guidance: [0, 30] } as const satisfies Record<string, Range>;

/** The first picture, and how many there are: each of the others has the next seed. */
type Order = PictureOrder & { readonly count: number };

type Drawn = { readonly order: PictureOrder; readonly picture: DrawnPicture };

/** What `alt2img-pictures` brings. */
export type PicturesDetail = {
  readonly prompt: string;
  /** Of the first picture; each of the others has the next one. */
  readonly seed: number;
  readonly pictures: readonly DrawnPicture[];
};

/**
 * Pictures while you type: a text-to-image model that needs only four steps draws the prompt again with each letter, always from the same noise.
 *
 * Nothing is loaded before someone types or presses Draw, or the page calls `draw()`.
 *
 * @tagname alt2img-as-you-type
 * @fires {CustomEvent<PicturesDetail>} alt2img-pictures - When all pictures of a prompt are finished
 * @csspart controls - The form with the prompt
 * @csspart draw - The button that starts the first pictures, and then others
 * @csspart pictures - All pictures
 * @csspart picture - Each of them
 * @csspart cut - The words that the model doesn't see
 */
export class AsYouTypeElement extends DrawingElement<Order> {
  static override styles: CSSResultGroup = [baseStyles, asYouTypeStyles];
  static override properties: PropertyDeclarations = {
    prompt: { type: String, reflect: true },
    seed: { type: Number, reflect: true },
    count: { type: Number, reflect: true },
    steps: { type: Number, reflect: true },
    guidance: { type: Number, reflect: true },
    model: { type: String, reflect: true },
    drawn: { state: true },
    said: { state: true },
  };
  protected static override readonly inputs: readonly string[] = [
    ...["prompt", "seed", "count", "steps", "guidance", "model", "turn"],
  ];
  protected static override readonly kept: readonly string[] = ["prompt", "seed"];

  /** What to draw. The tiny model knows the English names of emoji. Default: an example. */
  declare prompt: string | undefined;
  /** Where the first picture’s noise comes from, a whole number from 0 to 4294967295; each other picture has the next one. Default: 1. */
  declare seed: number;
  /** How many pictures: a whole number from 1 to 12. Default: 4. */
  declare count: number;
  /** In how many steps the noise is removed: a whole number from 1 to 100, and at most 20 for the default model. Default: 4. */
  declare steps: number;
  /** How far to exaggerate what the prompt changes, as a factor from 0 to 30; 1 and less: not at all. Default: 1. */
  declare guidance: number;
  /**
   * A text-to-image model with its networks in ONNX: the URL of its folder, or its id on Hugging Face (`owner/name`). One that needs many
   * steps is slow. Default: the tiny Stable Diffusion in four steps, 21 MB.
   */
  declare model: string | undefined;
  /** By the number of the picture; some are what was wanted before. */
  declare protected drawn: readonly (Drawn | undefined)[];
  /** The order of the pictures that are read out, once nobody types any more. */
  declare protected said: Order | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.seed = 1;
    this.count = 4;
    this.steps = 4;
    this.guidance = 1;
    this.drawn = [];
  }

  protected override order(): Order {
    const { seed, count, steps, guidance } = this;
    checkRange("count", count, ranges.count, { isWhole: true });
    checkRange("seed", seed, [0, MOST_SEED + 1 - count], { isWhole: true });
    checkRange("steps", steps, ranges.steps, { isWhole: true });
    checkRange("guidance", guidance, ranges.guidance);
    return { ...this.#first, count };
  }

  get #first(): PictureOrder {
    const { seed, steps, guidance } = this;
    return { prompt: this.#prompt, seed, steps, guidance, model: modelSource(this.model || LCM, this.baseURI) };
  }

  protected override async make({ count, ...order }: Order, signal: AbortSignal): Promise<void> {
    const { prompt, seed } = order;
    clearTimeout(this.#pause);
    this.drawn = Array.from({ length: count }, (_, i) => this.drawn[i]);
    const onPart = (part: DrawingPart): void => {
      if (part.type === "read" && !signal.aborted) this.hearRead(part);
    };
    const pictures: DrawnPicture[] = [];
    for (let i = 0; i < count; i++) {
      const picture = await textToImageWorker(this.removal)("draw", [{ ...order, seed: seed + i }], { signal, onPart });
      this.doing = {};
      pictures.push(picture);
      this.drawn = this.drawn.with(i, { order, picture });
    }
    this.emit<PicturesDetail>("alt2img-pictures", { prompt, seed, pictures });
    this.#pause = setTimeout(() => {
      this.said = { ...order, count };
    }, PAUSE);
  }

  get #prompt(): string {
    return this.prompt ?? this.#messages.example;
  }

  get #messages(): AsYouTypeMessages {
    return this.texts(asYouTypeMessages);
  }

  protected override view(): TemplateResult {
    const { explanation, prompt, draw, others } = this.#messages;
    return html`<p>${explanation}</p>
      <form part="controls" @submit=${this.#onSubmit}>
        <label>${prompt} <input maxlength="1000" dir="auto" autocomplete="off" .value=${this.#prompt} @input=${this.#onInput} /></label>
        <button part="draw">${this.drawn[0] === undefined ? draw : others}</button>
      </form>
      <p class="muted">${this.#status()}</p>
      ${this.drawn.some((each) => each !== undefined) ? this.#pictures() : nothing}`;
  }

  #status(): string {
    const { loading, loadingShare } = this.texts(baseMessages);
    const { loads, loadsOther, drawing } = this.#messages;
    if (this.doing?.loading !== undefined) {
      const { share } = this.doing.loading;
      return share === undefined ? loading : loadingShare(this.format(share, { style: "percent" }));
    }
    if (this.doing !== undefined) return drawing;
    if (this.drawn[0] === undefined) return this.model && this.model !== LCM ? loadsOther : loads;
    const last = this.drawn.at(-1);
    return last === undefined || this.#isBefore(last) ? "" : this.#summary(last.picture);
  }

  #summary({ calls, seconds }: DrawnPicture): string {
    const took = this.format(seconds, { maximumSignificantDigits: 2 });
    return this.#messages.drawn(this.format(this.drawn.length), this.format(calls), took);
  }

  /** Whether it isn't what the attributes say. */
  #isBefore({ order }: Drawn): boolean {
    return JSON.stringify(order) !== JSON.stringify(this.#first);
  }

  #pictures(): TemplateResult {
    const { pictures, picture, cut } = this.#messages;
    const cutWords = this.drawn[0]?.picture.cutWords ?? [];
    return html`<ul part="pictures" aria-label=${pictures} aria-busy=${this.doing !== undefined}>
        ${this.drawn.map((each, i) => {
          if (each === undefined) return nothing;
          const label = picture(this.format(i + 1), each.order.prompt);
          return html`<li class=${this.#isBefore(each) ? "before" : ""}>
            <canvas part="picture" role="img" aria-label=${label} ${painted(each.picture.image)}></canvas>
          </li>`;
        })}
      </ul>
      ${cutWords.length === 0 ? nothing : html`<p class="warning" part="cut">${cut}<bdi>${excerpt(cutWords)}</bdi></p>`}`;
  }

  protected override describe(): string {
    return this.said === undefined ? "" : this.#messages.said(this.format(this.said.count), this.said.prompt);
  }

  #onInput(event: InputEvent): void {
    this.prompt = (event.currentTarget as HTMLInputElement).value;
    if (this.turn === 0) this.draw();
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const next = this.seed + this.count;
    if (this.drawn[0] !== undefined) this.seed = next + this.count <= MOST_SEED + 1 ? next : 0;
    this.draw();
  }
}

defineElement("alt2img-as-you-type", AsYouTypeElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-as-you-type": AsYouTypeElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-pictures": CustomEvent<PicturesDetail>;
  }
}
