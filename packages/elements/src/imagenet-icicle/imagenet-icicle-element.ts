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
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { linkStyles } from "../base/link-styles.js";
import { searchStyles } from "../base/search-styles.js";
import { wrongAttribute } from "../base/wrong-attribute.js";
import { baseMessages } from "../messages/base.js";
import type { ImagenetIcicleMessages } from "../messages/imagenet-icicle.en.js";
import { imagenetIcicleMessages } from "../messages/imagenet-icicle.js";
import { wordnetWorker } from "../wordnet/shared-wordnet.js";
import type { ClassList } from "../wordnet/tasks.js";
import { boxByKey, type IcicleBox, type IcicleCrumbs, icicleLayout, type Rectangle } from "./icicle-layout.js";
import type { Icicle, IcicleNode, IcicleStep, ListedClass } from "./icicle-tree.js";
import { imagenetIcicleStyles } from "./imagenet-icicle-styles.js";

export type { ClassList } from "../wordnet/tasks.js";
export type { Icicle, IcicleNode, IcicleStep, ListedClass } from "./icicle-tree.js";

/** What `alt2img-imagenet-icicle` brings. */
export type ImagenetIcicleDetail = Icicle & { readonly classes: ClassList };

const LISTS: readonly ClassList[] = ["1k", "21k"];
/** In pixels. */
const HEIGHT = 512;
/** Before the element is measured. */
const WIDTH = 640;
const MOST_SPOKEN = 3;

/**
 * ImageNet's hierarchy, which is WordNet's, as an icicle: a box for each synset, as high as it has classes.
 *
 * @tagname alt2img-imagenet-icicle
 * @fires {CustomEvent<ImagenetIcicleDetail>} alt2img-imagenet-icicle - After each change, with the synset on top, what is below it, and the way up
 * @csspart search - The field to search in
 * @csspart drawing - The icicle
 * @csspart box - Each synset in it
 * @csspart table - The synsets right below the top one, as a table
 */
export class ImagenetIcicleElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, linkStyles, searchStyles, imagenetIcicleStyles];
  static override properties: PropertyDeclarations = {
    classes: { type: String, reflect: true },
    top: { type: String, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    shown: { state: true },
    found: { state: true },
    focused: { state: true },
    width: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["classes", "top"];
  protected static override readonly kept: readonly string[] = ["classes", "top"];

  /** Which classes: `1k` for the 1,000 of the competition, `21k` for all 21,841 synsets. Default: `1k`. */
  declare classes: string | undefined;
  /**
   * The synset on top: its name in WordNet (`dog.n.01`), ImageNet's id (`n02084071`), or a word. Default: the root, *entity*.
   */
  declare top: string | undefined;
  /** Without the search and the choice of classes. Default: with them. */
  declare noInput: boolean;
  /** The last drawing. */
  declare protected shown: ImagenetIcicleDetail | undefined;
  declare protected found: { readonly words: string; readonly classes: readonly ListedClass[] } | undefined;
  /** The box that Tab goes to, by its index. */
  declare protected focused: number;
  /** Of the drawing, in pixels. */
  declare protected width: number;

  #search: AbortController = new AbortController();
  #isZooming = false;

  constructor() {
    super();
    this.noInput = false;
    this.focused = 0;
    this.width = WIDTH;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { removal } = this;
    void this.updateComplete.then(() => {
      const observer = new ResizeObserver(([entry]) => {
        const width = Math.floor(entry?.contentRect.width ?? WIDTH);
        if (width > 0) this.width = width;
      });
      observer.observe(this.renderRoot.querySelector(".drawing")!);
      removal.addEventListener("abort", () => observer.disconnect(), { once: true });
    });
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const classes = LISTS.find((each) => each === (this.classes ?? "1k"));
    if (classes === undefined) throw wrongAttribute("classes", this.classes, LISTS);
    const icicle = await wordnetWorker(this.removal)("icicle", [classes, this.top ?? ""], { signal });
    this.shown = { ...icicle, classes };
    this.focused = 0;
    this.emit<ImagenetIcicleDetail>("alt2img-imagenet-icicle", this.shown);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has("shown") || !this.#isZooming) return;
    this.#isZooming = false;
    this.#focusBox();
  }

  get #messages(): ImagenetIcicleMessages {
    return this.texts(imagenetIcicleMessages);
  }

  protected override view(): TemplateResult {
    const { shown } = this;
    return html`${this.noInput ? nothing : this.#inputs()}
      <div aria-busy=${this.isBusy}>
        ${shown === undefined ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>` : this.#head(shown)}
        <div class="drawing" part="drawing">${shown === undefined ? nothing : this.#drawing(shown.top)}</div>
        ${shown === undefined ? nothing : this.#below(shown)}
      </div>`;
  }

  #inputs(): TemplateResult {
    const messages = this.#messages;
    const chosen = this.shown?.classes ?? "1k";
    return html`<label class="title" for="search">${messages.search}</label>
      <input id="search" type="search" part="search" autocomplete="off" dir="auto" @input=${this.#onSearch}>
      ${this.found === undefined ? nothing : this.#results(this.found)}
      <fieldset>
        <legend>${messages.which}</legend>
        ${LISTS.map(
          (each) => html`<label>
            <input type="radio" name="classes" .value=${each} .checked=${each === chosen} @change=${() => this.#choose(each)}>
            ${messages.classes[each]}
          </label>`,
        )}
      </fieldset>`;
  }

  #results({ words, classes }: { words: string; classes: readonly ListedClass[] }): TemplateResult {
    const messages = this.#messages;
    if (classes.length === 0) return html`<p role="status">${messages.nothing(words)}</p>`;
    return html`<p class="visually-hidden" role="status">${messages.found(classes.length)}</p>
      <ul class="found">
        ${classes.map(
          (each) => html`<li>
            <button class="link" type="button" lang="en" @click=${() => this.#go(each)}>${each.words.join(", ")}</button>
            <span class="muted">${this.#counted(each.count)}</span>
          </li>`,
        )}
      </ul>`;
  }

  #head({ top, way, hidden }: Icicle): TemplateResult {
    const messages = this.#messages;
    return html`<nav aria-label=${messages.wayUp}>
        <ol class="way">
          ${way.map((step) => html`<li><button class="link" type="button" lang="en" @click=${() => this.#go(step)}>${step.name}</button></li>`)}
        </ol>
      </nav>
      <p class="head"><span lang="en">${top.words.join(", ")}</span> <span class="muted">${this.#counted(top.count)}</span></p>
      ${top.wnid === undefined ? nothing : html`<p class="muted">${messages.isClass(top.wnid)}</p>`}
      ${hidden === 0 ? nothing : html`<p class="muted">${messages.hidden(hidden, this.format(hidden))}</p>`}`;
  }

  #drawing(top: IcicleNode): TemplateResult {
    const { boxes, crumbs } = icicleLayout(top, this.width, HEIGHT);
    return html`<div
        role="tree"
        lang="en"
        aria-label=${this.#messages.tree(top.name)}
        .style=${`height: ${HEIGHT}px`}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, boxes)}
      >
        ${boxes.map((box, i) => this.#box(box, i))}
      </div>
      ${crumbs.map((each) => this.#crumbs(each))}`;
  }

  #box(box: IcicleBox, i: number): TemplateResult {
    const { node, depth, place, siblings, hue, isNarrow, isMute } = box;
    return html`<div
      class="box ${hue === undefined ? "trunk" : ""} ${isNarrow ? "narrow" : ""}"
      part="box"
      role="treeitem"
      tabindex=${i === this.focused ? 0 : -1}
      title=${node.chain.join(" › ")}
      aria-level=${depth + 1}
      aria-posinset=${place}
      aria-setsize=${siblings}
      aria-expanded=${node.children.length + node.more === 0 ? nothing : "true"}
      .style=${styleOf(box, hue)}
      @click=${() => this.#zoom(node)}
    >
      <span class=${isMute ? "visually-hidden" : "name"}>${node.name}</span>
      ${
        node.children.length + node.more === 0
          ? nothing
          : html`<span class=${isMute ? "visually-hidden" : "count"}>${this.format(node.count)}</span>`
      }
    </div>`;
  }

  #crumbs(crumbs: IcicleCrumbs): TemplateResult {
    const { hue, height, width, count } = crumbs;
    const label = height >= 17 && width >= 70 ? this.#messages.more(this.format(count)) : "";
    return html`<span class="crumbs ${hue === undefined ? "trunk" : ""}" aria-hidden="true" .style=${styleOf(crumbs, hue)}>${label}</span>`;
  }

  #below({ top, below }: Icicle): TemplateResult {
    const messages = this.#messages;
    const title = messages.table(top.name);
    return html`<p class="muted">${messages.caption}</p>
      ${
        below.length === 0
          ? nothing
          : html`<details>
              <summary>${title}</summary>
              ${dataTable(
                title,
                Object.values(messages.columns),
                below.map(
                  (node) => html`<tr lang="en">
                        <th scope="row"><button class="link" type="button" @click=${() => this.#go(node)}>${node.id}</button></th>
                        <td>${node.words.join(", ")}</td>
                        <td class="count">${this.format(node.count)}</td>
                      </tr>`,
                ),
              )}
            </details>`
      }`;
  }

  #counted(count: number): string {
    return this.#messages.classesBelow(count, this.format(count));
  }

  protected override describe(): string {
    if (this.shown === undefined) return "";
    const { top } = this.shown;
    const branches = top.children.slice(0, MOST_SPOKEN).map(({ name, count }) => `${name} (${this.format(count)})`);
    return branches.length === 0
      ? `${top.name}: ${this.#counted(top.count)}.`
      : this.#messages.described(top.name, this.#counted(top.count), branches.join(", "));
  }

  #go({ id }: IcicleStep): void {
    this.top = id;
  }

  /** From within the drawing, where the focus then stays. */
  #zoom(step: IcicleStep): void {
    this.#isZooming = step.id !== this.top;
    this.#go(step);
  }

  #focusBox(): void {
    this.renderRoot.querySelector<HTMLElement>(".box[tabindex='0']")?.focus();
  }

  #choose(classes: ClassList): void {
    this.classes = classes;
  }

  async #onSearch({ currentTarget }: Event): Promise<void> {
    const words = (currentTarget as HTMLInputElement).value;
    this.#search.abort();
    this.#search = new AbortController();
    const signal = AbortSignal.any([this.#search.signal, this.removal]);
    if (words.trim().length < 2) {
      this.found = undefined;
      return;
    }
    try {
      const list = this.shown?.classes ?? "1k";
      this.found = { words, classes: await wordnetWorker(this.removal)("findClasses", [list, words], { signal }) };
      // What failed before can be done now.
      if (this.problem !== undefined) this.requestUpdate("top", null);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  async #onKey(event: KeyboardEvent, boxes: readonly IcicleBox[]): Promise<void> {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { node, depth } = boxes[this.focused]!;
    const isUp = event.key === "Backspace" || (event.key === "ArrowLeft" && depth === 0);
    const step = event.key === "Enter" || event.key === " " ? node : isUp ? this.shown?.way.at(-1) : undefined;
    const next = boxByKey(event.key, boxes, this.focused);
    if (step === undefined && next === undefined) return;
    event.preventDefault();
    if (step !== undefined) return this.#zoom(step);
    this.focused = next ?? this.focused;
    await this.updateComplete;
    this.#focusBox();
  }
}

function styleOf({ left, top, width, height }: Rectangle, hue: number | undefined): string {
  const pixels = { left, top, width, height };
  const place = Object.entries(pixels).map(([name, value]) => `--${name}: ${value.toFixed(1)}px`);
  return [...place, `--hue: ${hue ?? 0}`].join("; ");
}

defineElement("alt2img-imagenet-icicle", ImagenetIcicleElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-imagenet-icicle": ImagenetIcicleElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-imagenet-icicle": CustomEvent<ImagenetIcicleDetail>;
  }
}
