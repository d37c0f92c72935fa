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
import { linkStyles } from "../base/link-styles.js";
import { sourceUrl } from "../base/source-url.js";
import { baseMessages } from "../messages/base.js";
import type { WarcMessages } from "../messages/warc.en.js";
import { warcMessages } from "../messages/warc.js";
import { sharedWorker } from "../worker/shared-worker.js";
import type { RecordPreview } from "./preview-record.js";
import type { RecordRow } from "./record-row.js";
import type { WarcPart, WarcProblem, WarcTasks } from "./tasks.js";
import type { WarcSource } from "./warc-source.js";
import { warcStyles } from "./warc-styles.js";

const worker = /* @__PURE__ */ sharedWorker<WarcTasks, WarcPart>(
  () => new Worker(new URL("./warc-worker.js", import.meta.url), { type: "module", name: "alt2img-warc" }),
);

/** How many records are shown at first, and how many more by each press. */
const SHOWN = 50;

/** How many records are kept to be listed; a file of Common Crawl has about 100,000. */
const MOST_ROWS = 250_000;

/** What `alt2img-warc` brings when a file has been read. */
export type WarcDetail = {
  readonly records: number;
  readonly problems: readonly WarcProblem[];
};

/** What `alt2img-warc-record` brings when a record is opened. */
export type WarcRecordDetail = { readonly row: RecordRow; readonly preview: RecordPreview };

/**
 * The records of a WARC, ARC, WAT or WET file, compressed or not: what a crawl keeps of the web. A press on a record shows its headers
 * and the beginning of what it holds. The file is read as a stream, so it may have gigabytes.
 *
 * @tagname alt2img-warc
 * @fires {CustomEvent<WarcDetail>} alt2img-warc - When a file has been read, with the number of records and the problems
 * @fires {CustomEvent<WarcRecordDetail>} alt2img-warc-record - When a record is opened, with its headers and its beginning
 * @csspart open - Where a file is chosen
 * @csspart status - How far it has been read
 * @csspart filter - The box for the filter
 * @csspart table - The list of records
 * @csspart record - What is shown of an opened record
 * @csspart problems - What is wrong with the file
 */
export class WarcElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, linkStyles, warcStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String, reflect: true },
    file: { attribute: false },
    filter: { type: String, reflect: true },
    open: { type: Boolean, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    shown: { state: true },
    opened: { state: true },
    preview: { state: true },
    isStopped: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["src", "file", "open"];
  protected static override readonly kept: readonly string[] = ["filter"];

  /** The URL of a file; its server has to allow other sites to read it (CORS). Default: the tiny crawl. */
  declare src: string | undefined;
  /** A file to read instead of `src`. Default: what the user chooses. */
  declare file: Blob | undefined;
  /** Shows only records with this text in their type, address or content type, in any case. Default: none, all records. */
  declare filter: string;
  /** Reads the file as soon as it is on the screen. Default: when the user presses a button, because it may be large. */
  declare open: boolean;
  /** Without the button to choose a file. Default: with it. */
  declare noInput: boolean;
  declare protected shown: number;
  /** The record whose beginning is shown, or on its way. */
  declare protected opened: RecordRow | undefined;
  declare protected preview: RecordPreview | undefined;
  declare protected isStopped: boolean;

  /** The records so far: one list that grows, because copying it for each part would take longer than reading the file. */
  #rows: RecordRow[] = [];
  #count = 0;
  #part: WarcPart | undefined;
  #source: WarcSource = {};
  #stop: AbortController | undefined;
  #opening: AbortController | undefined;

  constructor() {
    super();
    this.filter = "";
    this.open = false;
    this.noInput = false;
    this.shown = SHOWN;
    this.isStopped = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("filter")) this.shown = SHOWN;
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    if (!this.open && this.file === undefined) return;
    const url = this.src === undefined ? undefined : sourceUrl("src", this.src, this.baseURI);
    const source: WarcSource = this.file === undefined ? (url === undefined ? {} : { url }) : { file: this.file };
    const stop = new AbortController();
    this.#stop = stop;
    this.isStopped = false;
    let isFirst = true;
    const onPart = (part: WarcPart): void => {
      if (isFirst) this.#begin(source);
      isFirst = false;
      this.#count += part.rows.length;
      this.#rows.push(...part.rows.slice(0, Math.max(0, MOST_ROWS - this.#rows.length)));
      this.#part = part;
      this.requestUpdate();
    };
    try {
      await worker(this.removal)("list", [source], { signal: AbortSignal.any([signal, stop.signal]), onPart });
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      this.isStopped = true;
    }
    this.emit<WarcDetail>("alt2img-warc", { records: this.#count, problems: this.#part?.problems ?? [] });
  }

  /** The first records of another file are here: those before may go. */
  #begin(source: WarcSource): void {
    this.#source = source;
    this.#rows = [];
    this.#count = 0;
    this.shown = SHOWN;
    this.#close();
  }

  protected override view(): TemplateResult {
    const messages = this.texts(warcMessages);
    return html`${this.#chooser()}
      ${this.#part === undefined ? (this.isBusy ? html`<p class="muted">${this.texts(baseMessages).loading}</p>` : nothing) : this.#list(messages)}`;
  }

  #chooser(): TemplateResult {
    const messages = this.texts(warcMessages);
    const name = this.src?.split(/[?#]/)[0]?.split("/").at(-1) ?? messages.sample;
    return html`<div class="open" part="open">
      ${
        this.open || this.file !== undefined
          ? nothing
          : html`<button type="button" @click=${this.#onOpen}>${messages.open(name)}</button>`
      }
      ${
        this.noInput
          ? nothing
          : html`<label for="file">${messages.choose}</label>
            <input id="file" type="file" accept=".warc,.arc,.wat,.wet,.gz,.zst" @change=${this.#onFile}>`
      }
    </div>`;
  }

  #list(messages: WarcMessages): TemplateResult {
    const matching = this.#matching();
    const rest = matching.length - this.shown;
    return html`<div class="status" part="status">
        <span>${this.isBusy ? messages.reading(this.format(this.#count), this.#share()) : this.#summary(matching.length)}</span>
        ${this.isBusy ? html`<button type="button" @click=${() => this.#stop?.abort()}>${messages.stop}</button>` : nothing}
        ${this.isStopped ? html`<span class="warning">${messages.stopped}</span>` : nothing}
      </div>
      ${this.#problems()}
      <label class="filter">${messages.filter}
        <input part="filter" type="search" dir="auto" .value=${this.filter} @input=${this.#onFilter}>
      </label>
      <div class="scroll" tabindex="0" role="region" aria-label=${messages.table}>
        <table part="table" aria-label=${messages.table}>
          <thead>
            <tr>
              <th scope="col">${messages.columns.type}</th>
              <th scope="col">${messages.columns.url}</th>
              <th scope="col">${messages.columns.date}</th>
              <th scope="col">${messages.columns.mime}</th>
              <th scope="col" class="number">${messages.columns.length}</th>
              <th scope="col" class="number">${messages.columns.offset}</th>
            </tr>
          </thead>
          <tbody>
            ${matching.slice(0, this.shown).map((row) => this.#row(row))}
          </tbody>
        </table>
      </div>
      ${
        rest > 0
          ? html`<p><button type="button" @click=${() => {
              this.shown += SHOWN;
            }}>${messages.more(this.format(Math.min(rest, SHOWN)))}</button></p>`
          : nothing
      }`;
  }

  #row(row: RecordRow): TemplateResult {
    const messages = this.texts(warcMessages);
    const isOpen = row === this.opened;
    return html`<tr>
        <td><bdi>${row.type}</bdi>${row.status === undefined ? nothing : html` ${row.status}`}</td>
        <td class="url">
          <button class="link" type="button" aria-expanded=${isOpen} @click=${() => this.#onRow(row)}><bdi dir="ltr">${shortened(row.targetUri ?? row.recordId ?? messages.noUrl)}</bdi></button>
          ${row.truncated ? html` <span class="warning">${messages.cutOff}</span>` : nothing}
        </td>
        <td class="date"><bdi>${row.date ?? ""}</bdi></td>
        <td><bdi>${row.mimeType ?? ""}</bdi></td>
        <td class="number">${this.format(row.contentLength)}</td>
        <td class="number">${this.format(row.offset)}</td>
      </tr>
      ${isOpen ? html`<tr class="record"><td colspan="6" part="record"><div class="preview">${this.#preview(row)}</div></td></tr>` : nothing}`;
  }

  #preview({ length }: RecordRow): TemplateResult {
    const messages = this.texts(warcMessages);
    const { preview } = this;
    if (preview === undefined) return html`<p class="muted">${this.texts(baseMessages).loading}</p>`;
    const { headers, http, text, isText, shown, isCut } = preview;
    return html`${length === undefined ? nothing : html`<p class="muted">${messages.stored(this.format(length))}</p>`}
      <p>${messages.headers}</p>
      ${block(fields(headers), messages.headers)}
      ${http === undefined ? nothing : html`<p>${messages.http}</p>${block(`${http.startLine}\n${fields(http.headers)}`, messages.http)}`}
      <p>${messages.payload}</p>
      ${shown === 0 ? html`<p class="muted">${messages.empty}</p>` : block(text, messages.payload)}
      ${isText ? nothing : html`<p class="muted">${messages.hex}</p>`}
      ${isCut ? html`<p class="muted">${messages.cut(this.format(shown))}</p>` : nothing}`;
  }

  #problems(): TemplateResult | typeof nothing {
    const problems = this.#part?.problems ?? [];
    if (problems.length === 0) return nothing;
    const count = problems.reduce((sum, problem) => sum + problem.count, 0);
    return html`<details part="problems">
      <summary class="warning">${this.texts(warcMessages).problems(count, this.format(count))}</summary>
      <ul>
        ${problems.map(
          ({ code, count: times, message }) =>
            html`<li>${this.format(times)} × <code>${code}</code>: <bdi lang="en">${message}</bdi></li>`,
        )}
      </ul>
    </details>`;
  }

  #matching(): readonly RecordRow[] {
    const wanted = this.filter.trim().toLowerCase();
    if (wanted === "") return this.#rows;
    return this.#rows.filter(({ type, targetUri, mimeType }) =>
      [type, targetUri, mimeType].some((text) => text?.toLowerCase().includes(wanted)),
    );
  }

  #summary(matching: number): string {
    const messages = this.texts(warcMessages);
    const parts = [messages.records(this.#count, this.format(this.#count))];
    if (this.filter.trim() !== "") parts.push(messages.match(matching, this.format(matching)));
    const unlisted = this.#count > this.#rows.length ? ` ${messages.unlisted(this.format(this.#rows.length))}` : "";
    return `${parts.join(", ")}.${unlisted}`;
  }

  #share(): string {
    const { done = 0, total } = this.#part ?? {};
    return total === undefined ? "" : `(${this.format(Math.min(1, done / total), { style: "percent" })})`;
  }

  #onOpen(): void {
    this.open = true;
  }

  #onFile({ currentTarget }: Event): void {
    this.file = (currentTarget as HTMLInputElement).files?.[0] ?? undefined;
  }

  #onFilter({ currentTarget }: InputEvent): void {
    this.filter = (currentTarget as HTMLInputElement).value;
  }

  async #onRow(row: RecordRow): Promise<void> {
    const isOpen = row === this.opened;
    this.#close();
    if (isOpen) return;
    this.opened = row;
    const opening = new AbortController();
    this.#opening = opening;
    const signal = AbortSignal.any([opening.signal, this.removal]);
    try {
      const preview = await worker(this.removal)("show", [this.#source, row], { signal });
      this.preview = preview;
      this.emit<WarcRecordDetail>("alt2img-warc-record", { row, preview });
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  #close(): void {
    this.#opening?.abort();
    this.opened = undefined;
    this.preview = undefined;
  }

  protected override describe(): string {
    if (this.#part === undefined || this.isBusy) return "";
    const problems = this.#part.problems.reduce((sum, { count }) => sum + count, 0);
    const said = problems === 0 ? "" : ` ${this.texts(warcMessages).problems(problems, this.format(problems))}.`;
    return `${this.#summary(this.#matching().length)}${said}`;
  }
}

const fields = (entries: readonly (readonly [string, string])[]): string =>
  entries.map(([name, value]) => `${name}: ${value}`).join("\n");

/** It can be long, so it scrolls, by the keyboard, too. */
const block = (text: string, label: string): TemplateResult =>
  html`<pre tabindex="0" role="region" aria-label=${label} dir="ltr">${text}</pre>`;

const shortened = (url: string): string => (url.length > 300 ? `${url.slice(0, 300)}…` : url);

defineElement("alt2img-warc", WarcElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-warc": WarcElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-warc": CustomEvent<WarcDetail>;
    "alt2img-warc-record": CustomEvent<WarcRecordDetail>;
  }
}
