import type { Embedding, Progress } from "@alt2img/core";
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
import { wrongAttribute } from "../base/wrong-attribute.js";
import { type Embeddings, embedMissing, noEmbeddings } from "../clip/embeddings.js";
import { formatScore, type Measure, measures } from "../clip/format-score.js";
import type { ModelFacts } from "../clip/model-facts.js";
import { type NamedPicture, picturesIn, picturesOf } from "../clip/named-picture.js";
import { type PictureUrls, pictureUrls } from "../clip/picture-urls.js";
import { clipWorker } from "../clip/shared-clip.js";
import { takePictures } from "../clip/take-pictures.js";
import { baseMessages } from "../messages/base.js";
import { clipMatrixMessages } from "../messages/clip-matrix.js";
import { clipMatrixStyles } from "./clip-matrix-styles.js";
import { linesOf } from "./lines.js";
import { type Place, placeByKey, reachedPlace } from "./places.js";
import type { ScoreTable } from "./score-table.js";
import { strength } from "./strength.js";

export { formatScore, type Measure, percent, signed } from "../clip/format-score.js";
export type { ModelFacts } from "../clip/model-facts.js";
export type { NamedPicture } from "../clip/named-picture.js";
export type { ScoreTable } from "./score-table.js";

/** A picture and a text. */
export type PictureAndText = { readonly picture: NamedPicture; readonly text: string };

/** What `alt2img-clip-matrix` brings. */
export type ClipMatrixDetail = {
  readonly pictures: readonly NamedPicture[];
  readonly texts: readonly string[];
  readonly measure: Measure;
  readonly scores: ScoreTable;
};

/** What `alt2img-clip-matrix-select` brings. */
export type ClipMatrixSelectDetail = PictureAndText & { readonly measure: Measure; readonly score: number };

type Shown = Omit<ClipMatrixDetail, "scores"> & { readonly scores?: ScoreTable; readonly model?: ModelFacts };

/** More make a table that nobody can read. */
const MOST_PICTURES = 30;
const MOST_TEXTS = 50;
/** The share of the accent in the strongest cell: its number has to be readable. */
const STRONGEST = 38;
/** How many pictures are spoken of when the table changes. */
const MOST_SPOKEN = 6;

/**
 * How well pictures and texts belong together, by CLIP: each picture's score with each text.
 *
 * @tagname alt2img-clip-matrix
 * @slot - The pictures: `<img>`s, which are called by their `alt`
 * @fires {CustomEvent<ClipMatrixDetail>} alt2img-clip-matrix - After each change, with all scores
 * @fires {CustomEvent<ClipMatrixSelectDetail>} alt2img-clip-matrix-select - When the user chooses a cell, with its picture, text and score
 * @csspart texts - The box to enter texts
 * @csspart matrix - The table of scores
 * @csspart cell - Each score in it
 * @csspart note - What the numbers are
 */
export class ClipMatrixElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, clipMatrixStyles];
  static override properties: PropertyDeclarations = {
    captions: { type: String, reflect: true },
    measure: { type: String, reflect: true },
    model: { type: String, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    pictures: { attribute: false },
    selected: { attribute: false },
    shown: { state: true },
    focused: { state: true },
    progress: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["captions", "measure", "model", "pictures"];
  protected static override readonly kept: readonly string[] = ["captions", "measure"];

  /** The texts, one in each line; the first 50 are compared. Default: some examples. */
  declare captions: string | undefined;
  /**
   * What the cells show: `cosine` (-1 to 1), `logit` (the cosine times the model's scale), or `probability` (of each text, if one of
   * them is right for the picture). Default: `cosine`.
   */
  declare measure: string | undefined;
  /**
   * A CLIP or SigLIP: the URL of its folder, or its id on Hugging Face (`owner/name`). It is fetched when the element is on the
   * screen. Default: the tiny CLIP (7.9 MB), which knows drawings of emoji.
   */
  declare model: string | undefined;
  /** Without the boxes to enter texts and to add and remove pictures. Default: with them. */
  declare noInput: boolean;
  /** The pictures; the first 30 are compared. By default those between the tags. The list is replaced when the user adds or removes one. */
  declare pictures: readonly NamedPicture[];
  /** The picture and text whose cell is chosen. */
  declare selected: PictureAndText | undefined;
  /** The last comparison. */
  declare protected shown: Shown | undefined;
  /** The cell that Tab goes to. */
  declare protected focused: Place;
  declare protected progress: string;

  #known: Embeddings = noEmbeddings("");
  readonly #urls: PictureUrls = pictureUrls();

  constructor() {
    super();
    this.noInput = false;
    this.pictures = [];
    this.focused = { text: 0, picture: 0 };
    this.progress = "";
    takePictures(this, { isOpen: () => !this.noInput, onPictures: (pictures) => this.#add(pictures) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#urls.keep([]);
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const measure = measureOf(this.measure);
    const model = modelSource(this.model ?? "", this.baseURI);
    const pictures = this.pictures.slice(0, MOST_PICTURES);
    const texts = linesOf(this.#captions).slice(0, MOST_TEXTS);
    if (pictures.length === 0 || texts.length === 0) {
      this.shown = { pictures, texts, measure };
      const scores = { values: texts.map(() => []), best: pictures.map(() => undefined) };
      this.emit<ClipMatrixDetail>("alt2img-clip-matrix", { pictures, texts, measure, scores });
      return;
    }
    if (this.#known.model !== model) this.#known = noEmbeddings(model);
    const known = this.#known;
    try {
      const facts = await embedMissing(known, pictures, texts, {
        removal: this.removal,
        signal,
        baseUrl: this.baseURI,
        onLoading: (progress) => this.#onLoading(progress),
        onPicture: (done) => {
          this.progress = this.texts(clipMatrixMessages).looking(done + 1, pictures.length);
        },
      });
      const pictureEmbeddings = pictures.map(({ source }) => embeddingOf(known, source));
      const textEmbeddings = texts.map((text) => known.texts.get(text)!);
      const scores = await clipWorker(this.removal)("scoreTable", [pictureEmbeddings, textEmbeddings, measure, facts], {
        signal,
      });
      this.shown = { pictures, texts, measure, scores, model: facts };
      this.emit<ClipMatrixDetail>("alt2img-clip-matrix", { pictures, texts, measure, scores });
    } finally {
      if (!signal.aborted) this.progress = "";
    }
  }

  get #captions(): string {
    return this.captions ?? this.texts(clipMatrixMessages).example;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#urls.keep([...this.pictures, ...(this.shown?.pictures ?? [])]);
  }

  protected override view(): TemplateResult {
    const shown = this.shown ?? {
      pictures: this.pictures.slice(0, MOST_PICTURES),
      texts: linesOf(this.#captions).slice(0, MOST_TEXTS),
      measure: measures.find((each) => each === this.measure) ?? "cosine",
    };
    const messages = this.texts(clipMatrixMessages);
    const isCut = this.pictures.length > MOST_PICTURES || linesOf(this.#captions).length > MOST_TEXTS;
    return html`<div hidden><slot @slotchange=${this.#onSlot}></slot></div>
      ${this.noInput ? nothing : this.#inputs()}
      ${isCut ? html`<p class="warning">${messages.tooMany(MOST_PICTURES, MOST_TEXTS)}</p>` : nothing}
      ${this.#measures(shown)}
      ${
        shown.pictures.length === 0 || shown.texts.length === 0
          ? html`<p>${messages.nothing}</p>`
          : html`<div class="scroll" aria-busy=${this.isBusy}>${this.#matrix(shown)}</div>
              <p class="muted">${this.isBusy ? this.progress || this.texts(baseMessages).loading : messages.legend}</p>`
      }
      ${this.#unread(shown.pictures)}`;
  }

  #inputs(): TemplateResult {
    const messages = this.texts(clipMatrixMessages);
    return html`<div class="inputs">
      <div>
        <label class="title" for="captions">${messages.texts}</label>
        <textarea id="captions" part="texts" rows="5" dir="auto" .value=${this.#captions} @input=${this.#onInput}></textarea>
      </div>
      <div>
        <label class="title" for="files">${messages.addPictures}</label>
        <input id="files" type="file" accept="image/*" multiple aria-describedby="drop" @change=${this.#onFiles}>
        <p class="muted" id="drop">${messages.orDrop}</p>
      </div>
    </div>`;
  }

  #measures({ measure, model }: Shown): TemplateResult {
    const { show, measures: names, notes } = this.texts(clipMatrixMessages);
    const scale =
      model?.logitScale === undefined
        ? undefined
        : this.format(Math.exp(model.logitScale), { maximumFractionDigits: 1 });
    const note = notes[measure === "probability" && model?.family === "siglip" ? "pairProbability" : measure];
    return html`<fieldset>
        <legend>${show}</legend>
        ${measures.map(
          (each) => html`<label>
            <input type="radio" name="measure" .value=${each} .checked=${each === measure} @change=${() => this.#measureBy(each)}>
            ${names[each]}
          </label>`,
        )}
      </fieldset>
      <p class="muted" part="note">${note(scale)}</p>`;
  }

  #matrix(shown: Shown): TemplateResult {
    const { pictures, texts, scores } = shown;
    const reached = scores === undefined ? undefined : reachedPlace(scores, this.focused);
    return html`<table part="matrix" role="grid" aria-label=${this.texts(clipMatrixMessages).table} @keydown=${this.#onKey}>
      <thead>
        <tr>
          <td></td>
          ${pictures.map((picture) => html`<th scope="col"><span class="head">${this.#head(picture)}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${texts.map(
          (text, row) => html`<tr>
            <th scope="row"><bdi>${text}</bdi></th>
            ${pictures.map((_, column) => html`<td>${this.#cell(shown, { text: row, picture: column }, reached)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #head(picture: NamedPicture): TemplateResult {
    const name = this.#nameOf(picture);
    const url = this.#urls.of(picture, this.baseURI);
    const remove = this.texts(clipMatrixMessages).remove(name);
    return html`${
      url === undefined
        ? html`<span class="no-picture"><bdi>${name}</bdi></span>`
        : html`<img src=${url} alt=${name} title=${name} width="64" height="64" loading="lazy" referrerpolicy="no-referrer">`
    }
    ${
      this.noInput
        ? nothing
        : html`<button class="remove" type="button" aria-label=${remove} title=${remove} @click=${() => this.#remove(picture)}>×</button>`
    }`;
  }

  #cell({ pictures, texts, measure, scores }: Shown, place: Place, reached: Place | undefined): TemplateResult {
    const { text, picture } = place;
    const value = scores?.values[text]?.[picture];
    if (value === undefined) return html`<span class="no-score">${scores === undefined ? "…" : "–"}</span>`;
    const isSelected =
      this.selected?.text === texts[text] && this.selected?.picture.source === pictures[picture]?.source;
    const isBest = scores?.best[picture] === text;
    return html`<button
      class="cell"
      part="cell"
      type="button"
      tabindex=${reached?.text === text && reached.picture === picture ? 0 : -1}
      aria-pressed=${isSelected}
      .style=${`--strength: ${Math.round(STRONGEST * strength(value, scores!.values))}%`}
      @click=${() => this.#select(place)}
    >
      <span class="value">${formatScore(value, measure, this.language)}</span>
      ${isBest ? html`<span class="best" aria-hidden="true">★</span><span class="visually-hidden">${this.texts(clipMatrixMessages).best}</span>` : nothing}
    </button>`;
  }

  /** Pictures that have no scores, and why. */
  #unread(pictures: readonly NamedPicture[]): TemplateResult | typeof nothing {
    const unread = pictures.flatMap((picture) => {
      const problem = this.#known.pictures.get(picture.source);
      return problem instanceof Error ? [{ name: this.#nameOf(picture), problem }] : [];
    });
    if (unread.length === 0) return nothing;
    return html`<ul class="warning">
      ${unread.map(({ name, problem }) => html`<li><bdi>${name}</bdi>: <bdi lang="en">${problem.message}</bdi></li>`)}
    </ul>`;
  }

  #nameOf({ name }: NamedPicture): string {
    return name || this.texts(clipMatrixMessages).picture;
  }

  protected override describe(): string {
    if (this.shown?.scores === undefined) return "";
    const { pictures, texts, measure, scores } = this.shown;
    const messages = this.texts(clipMatrixMessages);
    const scoreOf = (text: number, picture: number): string =>
      formatScore(scores.values[text]?.[picture] ?? Number.NaN, measure, this.language);
    const best = pictures.slice(0, MOST_SPOKEN).flatMap((picture, column) => {
      const row = scores.best[column];
      return row === undefined ? [] : [messages.bestOf(this.#nameOf(picture), texts[row]!, scoreOf(row, column))];
    });
    const { selected } = this;
    const column = pictures.findIndex(({ source }) => source === selected?.picture.source);
    const row = texts.indexOf(selected?.text ?? "");
    const chosen =
      selected === undefined || column < 0 || row < 0
        ? []
        : [messages.selected(this.#nameOf(selected.picture), selected.text, scoreOf(row, column))];
    return [...chosen, messages.compared(pictures.length, texts.length), ...best].join(" ");
  }

  #onLoading({ done, total }: Progress): void {
    if (total === undefined) return;
    const share = this.format(done / total, { style: "percent" });
    this.progress = this.texts(baseMessages).loadingShare(share);
  }

  #onSlot({ currentTarget }: Event): void {
    const pictures = picturesOf(currentTarget as HTMLSlotElement);
    if (pictures.length > 0) this.pictures = pictures;
  }

  #onInput({ currentTarget }: InputEvent): void {
    this.captions = (currentTarget as HTMLTextAreaElement).value;
  }

  #onFiles({ currentTarget }: Event): void {
    const input = currentTarget as HTMLInputElement;
    this.#add(picturesIn(input.files ?? []));
    input.value = "";
  }

  #add(added: readonly NamedPicture[]): void {
    this.pictures = [...this.pictures, ...added];
  }

  #remove(picture: NamedPicture): void {
    this.pictures = this.pictures.filter((each) => each !== picture);
    this.renderRoot.querySelector<HTMLElement>("#files")?.focus();
  }

  #measureBy(measure: Measure): void {
    this.measure = measure;
  }

  #select(place: Place): void {
    const { pictures, texts, measure, scores } = this.shown!;
    const [picture, text] = [pictures[place.picture]!, texts[place.text]!];
    this.focused = place;
    this.selected = { picture, text };
    const score = scores!.values[place.text]![place.picture]!;
    this.emit<ClipMatrixSelectDetail>("alt2img-clip-matrix-select", { picture, text, measure, score });
  }

  /** The arrow keys go from cell to cell, over cells without a score. */
  async #onKey(event: KeyboardEvent): Promise<void> {
    const from = event.composedPath()[0];
    const { scores } = this.shown ?? {};
    if (scores === undefined || !(from instanceof HTMLElement) || !from.matches(".cell")) return;
    const place = placeByKey(event.key, scores, reachedPlace(scores, this.focused));
    if (place === undefined) return;
    event.preventDefault();
    this.focused = place;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".cell[tabindex='0']")?.focus();
  }
}

function measureOf(value: string | undefined): Measure {
  const measure = measures.find((each) => each === (value ?? "cosine"));
  if (measure === undefined) throw wrongAttribute("measure", value, measures);
  return measure;
}

function embeddingOf({ pictures }: Embeddings, source: NamedPicture["source"]): Embedding | undefined {
  const known = pictures.get(source);
  return known instanceof Error ? undefined : known;
}

defineElement("alt2img-clip-matrix", ClipMatrixElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-clip-matrix": ClipMatrixElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-clip-matrix": CustomEvent<ClipMatrixDetail>;
    "alt2img-clip-matrix-select": CustomEvent<ClipMatrixSelectDetail>;
  }
}
