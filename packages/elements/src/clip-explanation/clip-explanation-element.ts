import type { RegionMap, ScoreExplanation } from "@alt2img/clip";
import type { Progress } from "@alt2img/core";
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
import { defineElement } from "../base/define-element.js";
import { modelSource } from "../base/model-source.js";
import { safeUrl } from "../base/safe-url.js";
import { formatScore, signed } from "../clip/format-score.js";
import { fileOf, type NamedPicture, picturesIn, picturesOf } from "../clip/named-picture.js";
import { type PictureUrls, pictureUrls } from "../clip/picture-urls.js";
import { clipWorker } from "../clip/shared-clip.js";
import { takePictures } from "../clip/take-pictures.js";
import { baseMessages } from "../messages/base.js";
import type { ClipExplanationMessages } from "../messages/clip-explanation.en.js";
import { clipExplanationMessages } from "../messages/clip-explanation.js";
import { bar, twoSidedBar } from "./bars.js";
import { clipExplanationStyles } from "./clip-explanation-styles.js";
import { baselineInWords, filterInWords, fitInWords, marginInWords } from "./in-words.js";
import { regionCells, strongestCell } from "./region-map.js";
import { regionMapView } from "./region-map-view.js";

export type { NamedPicture } from "../clip/named-picture.js";
export { fitInWords, outOf100 } from "./in-words.js";

/** What `alt2img-clip-explanation` brings. */
export type ClipExplanationDetail = {
  readonly picture: NamedPicture;
  readonly text: string;
  readonly explanation: ScoreExplanation;
};

/**
 * What CLIP's score of a picture and a text means: where it stands among random pairs, what each word adds, and which parts of the
 * picture it is about.
 *
 * @tagname alt2img-clip-explanation
 * @slot - The picture: an `<img>`, which is called by its `alt`
 * @fires {CustomEvent<ClipExplanationDetail>} alt2img-clip-explanation - After each change, with the explanation
 * @csspart text - The field to enter a text
 * @csspart verdict - How well the text fits
 * @csspart words - The table of words
 * @csspart map - Each map over the picture
 * @csspart filters - What the filters of training sets would have done
 */
export class ClipExplanationElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, clipExplanationStyles];
  static override properties: PropertyDeclarations = {
    text: { type: String, reflect: true },
    model: { type: String, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    picture: { attribute: false },
    explained: { state: true },
    progress: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["text", "model", "picture"];
  protected static override readonly kept: readonly string[] = ["text"];

  /** The text. Default: an example. */
  declare text: string | undefined;
  /**
   * A CLIP or SigLIP: the URL of its folder, or its id on Hugging Face (`owner/name`). It is fetched when the element is on the
   * screen. Default: the tiny CLIP (7.9 MB), which knows drawings of emoji, and whose scores of random pairs are known.
   */
  declare model: string | undefined;
  /** Without the fields to enter a text and to choose a picture. Default: with them. */
  declare noInput: boolean;
  /** The picture. By default the first one between the tags. It is replaced when the user chooses another one. */
  declare picture: NamedPicture | undefined;
  /** The last explanation. */
  declare protected explained: ClipExplanationDetail | undefined;
  declare protected progress: string;

  readonly #urls: PictureUrls = pictureUrls();

  constructor() {
    super();
    this.noInput = false;
    this.progress = "";
    takePictures(this, { isOpen: () => !this.noInput, onPictures: (pictures) => this.#take(pictures) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#urls.keep([]);
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const { picture } = this;
    const text = this.#text.trim();
    if (picture === undefined || text === "") {
      this.explained = undefined;
      return;
    }
    const model = modelSource(this.model ?? "", this.baseURI);
    try {
      const file = await fileOf(picture, this.baseURI, signal);
      const onPart = (progress: Progress): void => this.#onProgress(progress);
      const explanation = await clipWorker(this.removal)("explain", [file, text, model], { signal, onPart });
      this.explained = { picture, text, explanation };
      this.emit<ClipExplanationDetail>("alt2img-clip-explanation", this.explained);
    } finally {
      if (!signal.aborted) this.progress = "";
    }
  }

  get #text(): string {
    return this.text ?? this.#messages.example;
  }

  get #messages(): ClipExplanationMessages {
    return this.texts(clipExplanationMessages);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#urls.keep([this.picture, this.explained?.picture].filter((each) => each !== undefined));
  }

  protected override view(): TemplateResult {
    const messages = this.#messages;
    const { explained } = this;
    return html`<div hidden><slot @slotchange=${this.#onSlot}></slot></div>
      ${this.noInput ? nothing : this.#inputs()}
      ${this.picture === undefined ? html`<p>${messages.noPicture}</p>` : this.#pair(this.picture)}
      ${this.#text.trim() === "" ? html`<p>${messages.noText}</p>` : nothing}
      ${this.isBusy && this.picture !== undefined ? html`<p class="muted">${this.progress || this.texts(baseMessages).loading}</p>` : nothing}
      ${
        explained === undefined
          ? nothing
          : html`<div class="parts" aria-busy=${this.isBusy}>
              ${this.#meaning(explained.explanation)} ${this.#words(explained.explanation)} ${this.#where(explained)}
              ${this.#filters(explained.explanation)}
            </div>`
      }`;
  }

  #inputs(): TemplateResult {
    const { text, choosePicture, orDrop } = this.#messages;
    return html`<div class="inputs">
      <div>
        <label for="text">${text}</label>
        <input id="text" part="text" dir="auto" autocomplete="off" .value=${this.#text} @change=${this.#onText}>
      </div>
      <div>
        <label for="file">${choosePicture}</label>
        <input id="file" type="file" accept="image/*" aria-describedby="drop" @change=${this.#onFile}>
        <p class="muted" id="drop">${orDrop}</p>
      </div>
    </div>`;
  }

  #pair(picture: NamedPicture): TemplateResult {
    const url = this.#urls.of(picture, this.baseURI);
    return html`<div class="pair">
      <img src=${url ?? nothing} alt=${this.#nameOf(picture)} width="64" height="64" referrerpolicy="no-referrer">
      <q><bdi>${this.#text}</bdi></q>
    </div>`;
  }

  #meaning({ cosine, logit, baseline, gibberish }: ScoreExplanation): TemplateResult {
    const { language } = this;
    const messages = this.#messages;
    const percentile = (value: number): TemplateResult =>
      html`${bar(value / 100)}<span class="number">${this.format(value / 100, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 })}</span>`;
    return html`<section>
      <p class="title">${messages.meaning}</p>
      <p part="verdict">
        ${baseline === undefined ? nothing : html`<strong>${messages.theText(fitInWords(baseline.randomPercentile, language))}</strong>`}
        ${this.#score({ cosine, logit })}
      </p>
      ${
        baseline === undefined
          ? html`<p>${messages.noBaseline}</p>`
          : html`<div class="percentiles">
                <span>${messages.aboveRandom}</span> ${percentile(baseline.randomPercentile)}
                <span>${messages.aboveTrue}</span> ${percentile(baseline.matchedPercentile)}
              </div>
              <p>${baselineInWords(baseline, language)}</p>
              <p class="muted">${messages.measuredWith}<bdi lang="en">${baseline.name}</bdi></p>`
      }
      ${gibberish === undefined ? nothing : html`<p>${marginInWords(gibberish, language)}</p>`}
    </section>`;
  }

  #score({ cosine, logit }: { cosine: number; logit: number | undefined }): string {
    const { language } = this;
    const scaled = logit === undefined ? undefined : formatScore(logit, "logit", language);
    return this.#messages.score(formatScore(cosine, "cosine", language), scaled);
  }

  #words({ words = [], cutWords, cosine }: ScoreExplanation): TemplateResult {
    const messages = this.#messages;
    const largest = Math.max(...words.map(({ adds }) => Math.abs(adds)), 0.01);
    return html`<section>
      <p class="title">${messages.words}</p>
      <p class="muted">${messages.wordsNote(formatScore(cosine, "cosine", this.language))}</p>
      <table class="words" part="words">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">${messages.word}</th>
            <td></td>
            <th scope="col">${messages.adds}</th>
          </tr>
        </thead>
        <tbody>
          ${words.map(
            ({ word, adds }) => html`<tr>
              <th scope="row"><bdi>${word}</bdi></th>
              <td>${twoSidedBar(adds, largest)}</td>
              <td class="number">${this.#added(adds)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${cutWords.length === 0 ? nothing : html`<p class="warning">${messages.cut(cutWords.join(" "))}</p>`}
    </section>`;
  }

  #added(adds: number): string {
    return `${adds > 0 ? "+" : ""}${signed(adds, 2, this.language)}`;
  }

  #where({ picture, explanation: { occlusion, patches } }: ClipExplanationDetail): TemplateResult | typeof nothing {
    if (occlusion === undefined && patches === undefined) return nothing;
    const messages = this.#messages;
    const map = (title: string, note: string, regions: RegionMap, faintest: number, digits: number): TemplateResult => {
      const { columns, rows } = regions;
      const cells = regionCells(regions, faintest);
      const format = (value: number): string => signed(value, digits, this.language);
      const top = strongestCell(cells);
      const strongest =
        top === undefined ? "" : messages.strongest(format(top.value), top.row + 1, top.column + 1, rows, columns);
      return regionMapView({
        title,
        caption: `${note} ${strongest}`,
        cells,
        columns,
        rows,
        url: this.#urls.of(picture, this.baseURI),
        alt: messages.asSeen(this.#nameOf(picture)),
        asNumbers: messages.asNumbers,
        format,
      });
    };
    return html`<section class="wide">
      <p class="title">${messages.where}</p>
      <div class="map-row">
        ${occlusion === undefined ? nothing : map(messages.occlusion, messages.occlusionNote, occlusion, 0.02, 3)}
        ${patches === undefined ? nothing : map(messages.patches, messages.patchesNote, patches, 0.2, 2)}
      </div>
    </section>`;
  }

  #filters({ filters }: ScoreExplanation): TemplateResult {
    const messages = this.#messages.filters;
    return html`<section class="wide">
      <p class="title">${messages.title}</p>
      <ul part="filters">
        ${filters.map(
          (filter) => html`<li>
            ${filterInWords(filter, this.language)}
            <a href=${safeUrl(filter.source) ?? nothing}>${messages.source}<span class="visually-hidden"> ${messages.sourceOf(filter.dataset)}</span></a>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #nameOf({ name }: NamedPicture): string {
    return name || this.#messages.picture;
  }

  protected override describe(): string {
    if (this.explained === undefined) return "";
    const { cosine, logit, baseline, words = [], occlusion } = this.explained.explanation;
    const messages = this.#messages;
    const [most] = words.toSorted((a, b) => b.adds - a.adds);
    const top = occlusion && strongestCell(regionCells(occlusion, 0));
    return [
      ...(baseline === undefined ? [] : [messages.theText(fitInWords(baseline.randomPercentile, this.language))]),
      this.#score({ cosine, logit }),
      ...(most === undefined ? [] : [messages.mostWord(most.word, this.#added(most.adds))]),
      ...(occlusion === undefined || top === undefined
        ? []
        : [
            `${messages.occlusion}. ${messages.strongest(signed(top.value, 3, this.language), top.row + 1, top.column + 1, occlusion.rows, occlusion.columns)}`,
          ]),
    ].join(" ");
  }

  #onProgress({ stage, done, total }: Progress): void {
    if (total === undefined) return;
    this.progress =
      stage === "explain"
        ? this.#messages.step(done, total)
        : this.texts(baseMessages).loadingShare(this.format(done / total, { style: "percent" }));
  }

  #onSlot({ currentTarget }: Event): void {
    this.#take(picturesOf(currentTarget as HTMLSlotElement));
  }

  #onText({ currentTarget }: Event): void {
    this.text = (currentTarget as HTMLInputElement).value;
  }

  #onFile({ currentTarget }: Event): void {
    this.#take(picturesIn((currentTarget as HTMLInputElement).files ?? []));
  }

  #take([first]: readonly NamedPicture[]): void {
    if (first !== undefined) this.picture = first;
  }
}

defineElement("alt2img-clip-explanation", ClipExplanationElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-clip-explanation": ClipExplanationElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-clip-explanation": CustomEvent<ClipExplanationDetail>;
  }
}
