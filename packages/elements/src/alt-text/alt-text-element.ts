import { type CSSResultGroup, html, nothing, type PropertyDeclarations, svg, type TemplateResult } from "lit";
import "../alt-decision-tree/alt-decision-tree-element.js";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { pictureUrl, safeUrl } from "../base/safe-url.js";
import { altTextMessages } from "../messages/alt-text.js";
import { baseMessages } from "../messages/base.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { altTextStyles } from "./alt-text-styles.js";
import type { DescribedFinding, InspectedImage } from "./inspect.js";
import { type ImageFilter, imageFilters, passes, readBy, readByKinds } from "./kinds.js";
import type { AltTextTasks } from "./tasks.js";
import { translateReason } from "./translate-reason.js";

const worker = /* @__PURE__ */ sharedWorker<AltTextTasks>(
  () => new Worker(new URL("./alt-text-worker.js", import.meta.url), { type: "module", name: "alt2img-alt-text" }),
);

/** How many images are shown at first, and how many more by each press: a page may have thousands. */
const SHOWN = 50;

/** What `alt2img-alt-text` brings. */
export type AltTextDetail = { readonly images: readonly InspectedImage[] };

/**
 * The images of a page as its two readers who never see them get them: people who listen to it, and a crawl for training data; with what
 * is wrong with each text, who says so, and what it should be.
 *
 * @tagname alt2img-alt-text
 * @fires {CustomEvent<AltTextDetail>} alt2img-alt-text - After each change, with every image, its readings and findings
 * @csspart input - The box for HTML
 * @csspart summary - How many images reach which readers
 * @csspart filter - What to show
 * @csspart images - The list of images
 * @csspart image - Each of them
 * @csspart finding - What a rule says about one
 * @csspart table - The images as a table
 */
export class AltTextElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, altTextStyles];
  static override properties: PropertyDeclarations = {
    html: { type: String },
    src: { type: String, reflect: true },
    pageUrl: { type: String, reflect: true, attribute: "page-url" },
    filter: { type: String, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    pictures: { type: Boolean, reflect: true },
    images: { state: true },
    shown: { state: true },
    opened: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["html", "src", "pageUrl"];
  protected static override readonly kept: readonly string[] = ["filter"];

  /** The page's source. It is read, never run. Default: that of `src`, or an example. */
  declare html: string | undefined;
  /** The URL of an HTML page; its server has to allow other sites to read it (CORS). Default: none. */
  declare src: string | undefined;
  /** What the links in `html` are relative to. Default: `src`, or `https://example.org/`. */
  declare pageUrl: string | undefined;
  /** Which images to show: `all`, `both` (heard and taken), `heard`, `taken`, `neither` or `findings`. Default: `all`. */
  declare filter: string;
  /** Without the box for HTML. Default: with it. */
  declare noInput: boolean;
  /** Fetches the pictures from the web, whose servers then see that somebody looks at them. Default: only those in data URLs. */
  declare pictures: boolean;
  /** The images of the last page that could be read. */
  declare protected images: readonly InspectedImage[] | undefined;
  declare protected shown: number;
  /** The images whose decision tree is open. */
  declare protected opened: ReadonlySet<InspectedImage>;

  constructor() {
    super();
    this.filter = "all";
    this.noInput = false;
    this.pictures = false;
    this.shown = SHOWN;
    this.opened = new Set();
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const html = this.#html;
    const address = this.pageUrl ?? this.src;
    const url = address === undefined ? "https://example.org/" : new URL(address, this.baseURI).href;
    const source = html === undefined ? { url } : { html, url };
    const images = await worker(this.removal)("inspect", [source], { signal });
    this.shown = SHOWN;
    this.opened = new Set();
    this.images = images;
    this.emit<AltTextDetail>("alt2img-alt-text", { images });
  }

  /** `undefined` if the page has to be fetched. */
  get #html(): string | undefined {
    return this.html ?? (this.src === undefined ? this.texts(altTextMessages).example : undefined);
  }

  get #filter(): ImageFilter {
    return imageFilters.find((each) => each === this.filter) ?? "all";
  }

  protected override view(): TemplateResult {
    const messages = this.texts(altTextMessages);
    return html`${
      this.noInput
        ? nothing
        : html`<label class="source" for="html">${messages.html}</label>
          <textarea
            id="html"
            part="input"
            rows="7"
            spellcheck="false"
            autocapitalize="off"
            dir="ltr"
            .value=${this.#html ?? ""}
            @input=${this.#onInput}
          ></textarea>`
    }
      ${
        this.images === undefined
          ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>`
          : this.#page(this.images)
      }`;
  }

  #page(images: readonly InspectedImage[]): TemplateResult {
    const messages = this.texts(altTextMessages);
    if (images.length === 0) return html`<p>${messages.noImage}</p>`;
    const shown = images.filter((image) => passes(image, this.#filter));
    const rest = shown.length - this.shown;
    return html`${this.#summary(images)}
      <fieldset part="filter">
        <legend>${messages.filter}</legend>
        ${imageFilters.map(
          (filter) => html`<label>
            <input
              type="radio"
              name="filter"
              value=${filter}
              .checked=${filter === this.#filter}
              @change=${() => {
                this.filter = filter;
              }}
            >
            ${messages.filters[filter]}
          </label>`,
        )}
      </fieldset>
      ${shown.length === 0 ? html`<p>${messages.none}</p>` : nothing}
      <ol class="cards" part="images">${shown.slice(0, this.shown).map((image) => this.#card(image))}</ol>
      ${
        rest > 0
          ? html`<p><button type="button" @click=${() => {
              this.shown += SHOWN;
            }}>${messages.more(this.format(Math.min(rest, SHOWN)))}</button></p>`
          : nothing
      }
      ${this.#table(shown.slice(0, this.shown))}`;
  }

  #summary(images: readonly InspectedImage[]): TemplateResult {
    const messages = this.texts(altTextMessages);
    const counts = readByKinds.map((kind) => ({
      kind,
      count: images.filter((image) => readBy(image) === kind).length,
    }));
    let x = 0;
    return html`<div part="summary">
      <svg viewBox="0 0 ${images.length} 1" preserveAspectRatio="none" aria-hidden="true">
        ${counts.map(({ kind, count }) => svg`<rect class=${kind} x=${(x += count) - count} width=${count} height="1" />`)}
      </svg>
      <ul class="keys">
        ${counts.map(({ kind, count }) => html`<li class=${kind}>■ <span>${messages.counts[kind](this.format(count))}</span></li>`)}
      </ul>
    </div>`;
  }

  #card(inspected: InspectedImage): TemplateResult {
    const messages = this.texts(altTextMessages);
    const { image, heard, taken, findings } = inspected;
    const picture = this.#picture(inspected);
    return html`<li class="card" part="image">
      <div class="whole">
        ${
          // The card says what the image says, so the picture has an empty alt.
          picture === undefined
            ? nothing
            : html`<img src=${picture} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer">`
        }
        <span class="muted"><code>&lt;${image.element}&gt;</code> ${messages.line(this.format(image.line))} ·</span>
        <code><bdi>${image.alt === undefined ? messages.noAlt : `alt="${image.alt}"`}</bdi></code>
        ${image.url === undefined ? nothing : html`<div class="muted"><bdi dir="ltr">${shortened(image.url)}</bdi></div>`}
      </div>
      ${this.#reading("heard", heard.speech, heard.reason)} ${this.#reading("taken", taken.text, taken.reason)}
      ${
        findings.length === 0
          ? nothing
          : html`<ul class="findings whole">${findings.map((finding) => this.#finding(finding))}</ul>`
      }
      <details class="whole" @toggle=${({ currentTarget }: Event) => this.#onToggle(inspected, currentTarget as HTMLDetailsElement)}>
        <summary>${messages.decide}<span class="visually-hidden"> (${messages.line(this.format(image.line))})</span></summary>
        ${this.opened.has(inspected) ? html`<alt2img-alt-decision-tree></alt2img-alt-decision-tree>` : nothing}
      </details>
    </li>`;
  }

  #reading(reader: "heard" | "taken", text: string | undefined, reason: string): TemplateResult {
    const messages = this.texts(altTextMessages);
    const none = reader === "heard" ? messages.silence : messages.nothing;
    return html`<div class="reading ${reader}">
      <p class="title">${messages[reader]}</p>
      ${text === undefined ? html`<p class="none">${none}</p>` : html`<p><q><bdi>${text}</bdi></q></p>`}
      <p class="muted"><bdi>${translateReason(reason, messages.reasons)}</bdi></p>
    </div>`;
  }

  #finding(finding: DescribedFinding): TemplateResult {
    const messages = this.texts(altTextMessages);
    const { rule, severity, sources, evidence } = finding;
    const { title, why, todo } = messages.rules?.[rule] ?? {
      title: finding.title,
      why: finding.message,
      todo: finding.suggestion,
    };
    const isTranslated = messages.rules !== undefined;
    return html`<li class=${severity} part="finding">
      <p><span class="severity">${messages.severities[severity]}</span> <strong>${title}</strong></p>
      <p><bdi>${why}</bdi></p>
      ${isTranslated && evidence !== "" ? html`<p>${messages.evidence}<q><bdi>${evidence}</bdi></q></p>` : nothing}
      <p>→ <bdi>${todo}</bdi></p>
      <details class="muted">
        <summary>${messages.who}</summary>
        ${sources.map(
          ({ name, id, url }, i) =>
            html`${i > 0 ? ", " : ""}<a href=${safeUrl(url) ?? ""} target="_blank" rel="noreferrer">${name} ${id}</a>`,
        )}
      </details>
    </li>`;
  }

  #table(images: readonly InspectedImage[]): TemplateResult {
    const messages = this.texts(altTextMessages);
    return html`<details>
      <summary>${messages.table}</summary>
      ${dataTable(
        messages.table,
        Object.values(messages.columns),
        images.map(
          ({ image, heard, taken, findings }) => html`<tr>
                <td>${this.format(image.line)}</td>
                <td><bdi dir="ltr">${shortened(image.url ?? `<${image.element}>`)}</bdi></td>
                <td><bdi>${heard.speech ?? messages.silence}</bdi></td>
                <td><bdi>${taken.text ?? messages.nothing}</bdi></td>
                <td>${findings.map(({ rule, title }) => messages.rules?.[rule].title ?? title).join("; ")}</td>
              </tr>`,
        ),
      )}
    </details>`;
  }

  #picture({ image }: InspectedImage): string | undefined {
    const urls = image.candidates.flatMap(({ url }) => pictureUrl(url) ?? []);
    return urls.find((url) => this.pictures || url.startsWith("data:"));
  }

  #onInput({ currentTarget }: InputEvent): void {
    this.html = (currentTarget as HTMLTextAreaElement).value;
  }

  #onToggle(image: InspectedImage, { open }: HTMLDetailsElement): void {
    if (!open || this.opened.has(image)) return;
    this.opened = new Set([...this.opened, image]);
  }

  protected override describe(): string {
    if (this.images === undefined) return "";
    const { images } = this;
    const messages = this.texts(altTextMessages);
    const findings = images.reduce((sum, image) => sum + image.findings.length, 0);
    const counts = readByKinds.map((kind) =>
      messages.counts[kind](this.format(images.filter((image) => readBy(image) === kind).length)),
    );
    const whole = messages.images(images.length, this.format(images.length));
    return `${whole}: ${counts.join(", ")}. ${messages.findings(findings, this.format(findings))}.`;
  }
}

/** Data URLs can have megabytes. */
const shortened = (url: string): string => (url.length > 200 ? `${url.slice(0, 200)}…` : url);

defineElement("alt2img-alt-text", AltTextElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-alt-text": AltTextElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-alt-text": CustomEvent<AltTextDetail>;
  }
}
