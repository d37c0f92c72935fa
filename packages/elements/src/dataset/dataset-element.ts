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
import { checkRange } from "../base/check-range.js";
import { defineElement } from "../base/define-element.js";
import { baseMessages } from "../messages/base.js";
import type { DatasetMessages } from "../messages/dataset.en.js";
import { datasetMessages } from "../messages/dataset.js";
import { languageName } from "../pairs/language-name.js";
import type { BrowsedPairs, DatasetFacts, FacetColumn, PairFacet, ShownPair } from "./browse.js";
import { datasetStyles } from "./dataset-styles.js";
import { pairCard } from "./pair-card.js";
import { pairCardStyles } from "./pair-card-styles.js";
import { datasetSource, datasetWorker } from "./shared-dataset.js";

export type { ShownPair } from "./browse.js";

/** What `alt2img-dataset` brings. */
export type DatasetDetail = {
  /** How many pairs the dataset has. */
  readonly rows: number;
  /** Those that are shown. */
  readonly pairs: readonly ShownPair[];
};

type Shown = BrowsedPairs & { readonly words: string; readonly facts: DatasetFacts; readonly isFiltered: boolean };

const PAGE = 12;
const MOST_SEED = 2 ** 31 - 1;

/**
 * The pairs of a dataset: pictures with their texts, sources and scores, to search by words, to choose by domain and language, or some
 * by chance. Of a dataset on a server, only the parts are read that an answer needs.
 *
 * @tagname alt2img-dataset
 * @fires {CustomEvent<DatasetDetail>} alt2img-dataset - When other pairs are shown, with them
 * @csspart search - The field for words
 * @csspart status - Which pairs are shown
 * @csspart pairs - The list of pairs
 * @csspart pair - Each of them
 */
export class DatasetElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, pairCardStyles, datasetStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String, reflect: true },
    words: { type: String, reflect: true },
    domain: { type: String, reflect: true },
    written: { type: String, reflect: true },
    seed: { type: Number, reflect: true },
    remotePictures: { type: Boolean, reflect: true, attribute: "remote-pictures" },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    count: { state: true },
    shown: { state: true },
    facets: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["src", "words", "domain", "written", "seed", "count"];
  protected static override readonly kept: readonly string[] = ["words", "domain", "written", "seed"];

  /**
   * The URL of a dataset’s folder, as `alt2img dataset build` writes it, or of one Parquet file. The server has to answer range requests,
   * and to allow other sites to read it (CORS). Or `tiny-training-set`: every drawing that the tiny models learned from. Default: the 851
   * pairs of the tiny crawl.
   */
  declare src: string | undefined;
  /** Shows only pairs whose text has all these words; `"red apple"` in quotes is a phrase. Default: none, a sample by chance. */
  declare words: string;
  /** Shows only pictures from this host. Default: all. */
  declare domain: string | undefined;
  /** Shows only texts that are written in this language, as the column `LANGUAGE` has it: `de`. Default: all. */
  declare written: string | undefined;
  /** Which sample: a whole number from 0 to 2,147,483,647. Default: 1. */
  declare seed: number;
  /**
   * Also fetches pictures from the web that the dataset doesn’t have: their servers then see that someone looks at them. Default: not.
   */
  declare remotePictures: boolean;
  /** Without the search and the choices. Default: with them. */
  declare noInput: boolean;
  /** How many pairs are wanted. */
  declare protected count: number;
  declare protected shown: Shown | undefined;
  declare protected facets: { readonly source: string; readonly counted: readonly PairFacet[] } | undefined;

  constructor() {
    super();
    this.words = "";
    this.seed = 1;
    this.remotePictures = false;
    this.noInput = false;
    this.count = PAGE;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const isOther = (["src", "words", "domain", "written", "seed"] as const).some((name) => changed.has(name));
    if (isOther && !changed.has("count")) this.count = PAGE;
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const { words, domain, written, seed, count } = this;
    checkRange("seed", seed, [0, MOST_SEED], { isWhole: true });
    const source = datasetSource(this.src, this.baseURI);
    const call = datasetWorker(this.removal);
    const facts = await call("facts", [source], { signal });
    const only = { ...(domain ? { domain } : {}), ...(written ? { LANGUAGE: written } : {}) };
    const browsed = await call("browse", [source, { words, only, seed, count }], { signal });
    this.shown = { ...browsed, words: words.trim(), facts, isFiltered: Object.keys(only).length > 0 };
    this.emit<DatasetDetail>("alt2img-dataset", { rows: facts.rows, pairs: browsed.pairs });
    // Whole columns are read for them: the first pairs are there before.
    if (this.noInput || this.facets?.source === source) return;
    this.facets = { source, counted: await call("facets", [source], { signal }) };
  }

  get #messages(): DatasetMessages {
    return this.texts(datasetMessages);
  }

  protected override view(): TemplateResult {
    const { shown } = this;
    return html`${this.noInput ? nothing : this.#inputs()}
      <div aria-busy=${this.isBusy}>
        ${
          shown === undefined
            ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>`
            : this.#list(shown)
        }
      </div>`;
  }

  #inputs(): TemplateResult {
    const messages = this.#messages;
    return html`<form @submit=${this.#onSearch}>
        <label for="words">${messages.words}</label>
        <input id="words" name="words" type="search" part="search" dir="auto" maxlength="200" .value=${this.words}>
        <button>${messages.search}</button>
      </form>
      <div class="choices">${this.facets?.counted.map((facet) => this.#facet(facet))}</div>`;
  }

  #facet({ column, values }: PairFacet): TemplateResult {
    const messages = this.#messages;
    const chosen = (column === "domain" ? this.domain : this.written) ?? "";
    const choose = ({ currentTarget }: Event): void => this.#choose(column, (currentTarget as HTMLSelectElement).value);
    const isListed = chosen === "" || values.some(({ value }) => value === chosen);
    return html`<label>
      ${messages.facets[column]}
      <select data-facet=${column} @change=${choose}>
        <option value="" .selected=${chosen === ""}>${messages.all}</option>
        ${values.map(
          ({ value, count }) =>
            html`<option value=${value} .selected=${value === chosen}>${messages.value(this.#valueName(column, value), this.format(count))}</option>`,
        )}
        ${isListed ? nothing : html`<option value=${chosen} .selected=${true}>${this.#valueName(column, chosen)}</option>`}
      </select>
    </label>`;
  }

  #valueName(column: FacetColumn, value: string): string {
    if (column === "domain") return value;
    return value === "nolang" ? this.#messages.noLanguage : languageName(value, this.language);
  }

  #list(shown: Shown): TemplateResult {
    const { pairs, isCut, words, facts } = shown;
    const messages = this.#messages;
    return html`<p part="status">
        ${this.#status(shown)}
        ${words === "" && !this.noInput ? html`<button type="button" @click=${this.#onOthers}>${messages.others}</button>` : nothing}
      </p>
      ${facts.hasPictures || this.remotePictures ? nothing : html`<p class="muted">${messages.remote}</p>`}
      <ul class="pairs" part="pairs" aria-label=${messages.pairs}>
        ${pairs.map((pair) => html`<li>${this.#card(pair)}</li>`)}
      </ul>
      ${isCut ? html`<p><button type="button" class="more" @click=${this.#onMore}>${messages.more}</button></p>` : nothing}`;
  }

  #card(pair: ShownPair): TemplateResult {
    return pairCard(pair, {
      language: this.language,
      format: (value, options) => this.format(value, options),
      remote: this.remotePictures,
    });
  }

  #status({ pairs, isCut, words, facts, isFiltered }: Shown): string {
    const messages = this.#messages;
    const written = this.format(pairs.length);
    const sampled = messages.sample(pairs.length, written, this.format(facts.rows));
    const found = isCut ? messages.foundMore(written, words) : messages.found(pairs.length, written, words);
    return `${words === "" ? sampled : found}${isFiltered ? `, ${messages.among}` : ""}.`;
  }

  #onSearch(event: SubmitEvent): void {
    event.preventDefault();
    this.words = String(new FormData(event.currentTarget as HTMLFormElement).get("words") ?? "");
  }

  #choose(column: FacetColumn, value: string): void {
    const chosen = value === "" ? undefined : value;
    if (column === "domain") this.domain = chosen;
    else this.written = chosen;
  }

  #onOthers(): void {
    this.seed = this.seed >= MOST_SEED ? 0 : this.seed + 1;
  }

  #onMore(): void {
    this.count += PAGE;
  }

  protected override describe(): string {
    return this.shown === undefined || this.isBusy ? "" : this.#status(this.shown);
  }
}

defineElement("alt2img-dataset", DatasetElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-dataset": DatasetElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-dataset": CustomEvent<DatasetDetail>;
  }
}
