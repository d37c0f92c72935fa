import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  svg,
  type TemplateResult,
} from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { linkStyles } from "../base/link-styles.js";
import { searchStyles } from "../base/search-styles.js";
import { baseMessages } from "../messages/base.js";
import type { SynsetGraphMessages } from "../messages/synset-graph.en.js";
import { synsetGraphMessages } from "../messages/synset-graph.js";
import { wordnetWorker } from "../wordnet/shared-wordnet.js";
import type { GraphDrawing, Size } from "./draw-graph.js";
import type { FoundSense } from "./find-senses.js";
import { nodeByKey } from "./node-by-key.js";
import { relationLabel } from "./relations.js";
import type { GraphNode, GraphSynset, SynsetGraph } from "./synset-graph.js";
import { synsetGraphStyles } from "./synset-graph-styles.js";

export type { GraphEdge, GraphNode, GraphSynset, SynsetGraph, SynsetRelation } from "./synset-graph.js";

/** Before the element is measured, in pixels. */
const WIDTH = 640;
/** The maximum width of a box, gap included. */
const COLUMN = 140;
const MOST_ROWS = 4;
const MOST_SPOKEN = 3;
/** How many targets of a relation are listed; the table has all. */
const MOST_LISTED = 12;
/** These are drawn. */
const DRAWN: ReadonlySet<string> = new Set(["hypernym", "hyponym", "instance_hypernym", "instance_hyponym"]);

type Drawn = { readonly graph: SynsetGraph; readonly sizes: readonly Size[]; readonly drawing: GraphDrawing };

/**
 * A synset of WordNet with those around it: everything that it is a kind of, its kinds, and its other relations, to walk along.
 *
 * @tagname alt2img-synset-graph
 * @fires {CustomEvent<SynsetGraph>} alt2img-synset-graph - After each step, with the synset in the middle and those around it
 * @csspart search - The field to search in
 * @csspart drawing - The graph
 * @csspart node - Each synset in it
 * @csspart relations - The other relations of the synset in the middle
 * @csspart table - All its relations, as a table
 */
export class SynsetGraphElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, linkStyles, searchStyles, synsetGraphStyles];
  static override properties: PropertyDeclarations = {
    synset: { type: String, reflect: true },
    definitions: { type: Boolean, reflect: true },
    sensitive: { type: Boolean, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    drawn: { state: true },
    draft: { state: true },
    found: { state: true },
    focused: { state: true },
    perRow: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["synset", "definitions", "sensitive", "perRow"];
  protected static override readonly kept: readonly string[] = ["synset"];

  /**
   * The synset in the middle: its name in WordNet (`dog.n.01`), its id in ImageNet (`n02084071`) or WordNet (`02084071-n`), or a word.
   * Default: `dog.n.01`.
   */
  declare synset: string | undefined;
  /** Also says what synsets mean. These texts are 3 MB more to load. Default: without them. */
  declare definitions: boolean;
  /**
   * Also shows people who were marked unsafe, or not marked safe, by the researchers who reviewed ImageNet’s people (Yang et al. 2020):
   * slurs among them. Default: without them.
   */
  declare sensitive: boolean;
  /** Without the search. Default: with it. */
  declare noInput: boolean;
  declare protected drawn: Drawn | undefined;
  /** What comes next, while its boxes are measured. */
  declare protected draft: SynsetGraph | undefined;
  declare protected found: { readonly text: string; readonly senses: readonly FoundSense[] } | undefined;
  /** The box that Tab goes to, by its place. */
  declare protected focused: number;
  /** How many boxes fit next to each other. */
  declare protected perRow: number;

  #search: AbortController = new AbortController();
  #isWalking = false;

  constructor() {
    super();
    this.definitions = false;
    this.sensitive = false;
    this.noInput = false;
    this.focused = 0;
    this.perRow = perRowOf(WIDTH);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { removal } = this;
    void this.updateComplete.then(() => {
      const observer = new ResizeObserver(([entry]) => {
        const width = entry?.contentRect.width ?? WIDTH;
        if (width > 0) this.perRow = perRowOf(width);
      });
      observer.observe(this.renderRoot.querySelector(".drawing")!);
      removal.addEventListener("abort", () => observer.disconnect(), { once: true });
    });
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const { perRow } = this;
    const options = { maxHyponyms: perRow * MOST_ROWS, isSensitiveShown: this.sensitive };
    const call = wordnetWorker(this.removal);
    const synset = this.synset?.trim() || "dog.n.01";
    const graph = await call("synsetGraph", [synset, options, this.definitions], { signal });
    this.draft = graph;
    await this.updateComplete;
    const sizes = this.#measured();
    const { nodes, edges } = graph;
    const drawing = await call("drawGraph", [{ nodes, edges }, sizes, perRow], { signal });
    const isOther = graph.focus.id !== this.drawn?.graph.focus.id;
    this.draft = undefined;
    this.drawn = { graph, sizes, drawing };
    this.focused = nodes.findIndex(({ role }) => role === "focus");
    if (isOther) this.emit<SynsetGraph>("alt2img-synset-graph", graph);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has("drawn") || this.drawn === undefined) return;
    const drawing = this.renderRoot.querySelector(".drawing")!;
    drawing.scrollLeft = this.drawn.drawing.middle - drawing.clientWidth / 2;
    if (this.#isWalking) this.#focusNode();
    this.#isWalking = false;
  }

  get #messages(): SynsetGraphMessages {
    return this.texts(synsetGraphMessages);
  }

  protected override view(): TemplateResult {
    const { drawn, draft } = this;
    return html`${this.noInput ? nothing : this.#inputs()}
      <div aria-busy=${this.isBusy}>
        ${drawn === undefined ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>` : this.#head(drawn.graph)}
        <div
          class="drawing"
          part="drawing"
          role="group"
          aria-label=${drawn === undefined ? nothing : this.#messages.graph(nameOf(drawn.graph.focus))}
        >
          ${drawn === undefined ? nothing : this.#drawing(drawn)}
          ${draft === undefined ? nothing : this.#measure(draft)}
        </div>
        ${drawn === undefined ? nothing : this.#details(drawn.graph)}
      </div>`;
  }

  #inputs(): TemplateResult {
    return html`<label class="title" for="search">${this.#messages.search}</label>
      <input id="search" type="search" part="search" autocomplete="off" dir="auto" maxlength="200" @input=${this.#onSearch}>
      ${this.found === undefined ? nothing : this.#results(this.found)}`;
  }

  #results({ text, senses }: { text: string; senses: readonly FoundSense[] }): TemplateResult {
    const messages = this.#messages;
    if (senses.length === 0) return html`<p role="status">${messages.nothing(text)}</p>`;
    return html`<p class="visually-hidden" role="status">${messages.found(senses.length)}</p>
      <ul class="found">
        ${senses.map(
          (sense) => html`<li>
            ${this.#link(sense, sense.words.join(", "))}
            <span class="muted">${this.#kindOf(sense)} <span lang="en">${sense.definition ?? ""}</span></span>
          </li>`,
        )}
      </ul>`;
  }

  #head({ focus }: SynsetGraph): TemplateResult {
    return html`<p class="head">
        <span lang="en">${focus.words.join(", ")}</span>
        <span class="muted">${this.#kindOf(focus)}${focus.wnid === undefined ? nothing : html` <code>${focus.wnid}</code>`}</span>
      </p>
      ${focus.definition === undefined ? nothing : html`<p lang="en">${focus.definition}</p>`}`;
  }

  #drawing({ graph, drawing }: Drawn): TemplateResult {
    const { width, height, left, places, lines } = drawing;
    const messages = this.#messages;
    const item = (i: number, inner: TemplateResult): TemplateResult =>
      html`<li .style=${`--left: ${px(places[i]!.x)}; --top: ${px(places[i]!.y)}`}>${inner}</li>`;
    return html`<div class="canvas" .style=${`--width: ${px(width)}; --height: ${px(height)}`}>
      <svg viewBox=${`${-left} 0 ${width} ${height}`} aria-hidden="true">
        ${lines.map(
          ({ path, isInstance, isAside }) =>
            svg`<path d=${path} class=${`${isInstance ? "instance" : ""} ${isAside ? "aside" : ""}`}></path>`,
        )}
      </svg>
      <ul class="nodes" @keydown=${this.#onKey}>
        ${graph.nodes.map((node, i) => item(i, this.#node(node, i)))}
        ${
          graph.more === 0
            ? nothing
            : item(
                graph.nodes.length,
                html`<button class="node rest" part="node" type="button" tabindex=${this.#tabIndex(graph.nodes.length)} @click=${this.#showAll}>
                ${messages.more(graph.more, this.format(graph.more))}
              </button>`,
              )
        }
      </ul>
    </div>`;
  }

  #node(node: GraphNode, i: number): TemplateResult {
    const { role } = node;
    return html`<button
      class=${`node ${role}`}
      part="node"
      type="button"
      tabindex=${this.#tabIndex(i)}
      title=${[node.words.join(", "), node.definition].filter((text) => text !== undefined).join(": ")}
      aria-current=${role === "focus" ? "true" : nothing}
      @click=${() => this.#walk(node)}
    ><span lang="en">${nameOf(node)}</span><span class="visually-hidden"> (${this.#messages.roles[role]})</span></button>`;
  }

  #tabIndex(i: number): number {
    return i === this.focused ? 0 : -1;
  }

  /** The same boxes without their places, to be measured. */
  #measure({ nodes, more }: SynsetGraph): TemplateResult {
    const rest =
      more === 0 ? nothing : html`<span class="node rest">${this.#messages.more(more, this.format(more))}</span>`;
    return html`<div class="measure" aria-hidden="true">
      ${nodes.map((node) => html`<span class=${`node ${node.role}`}>${nameOf(node)}</span>`)}${rest}
    </div>`;
  }

  #measured(): Size[] {
    return [...this.renderRoot.querySelectorAll(".measure .node")].map((box) => {
      const { width, height } = box.getBoundingClientRect();
      return { width: Math.ceil(width) + 1, height: Math.ceil(height) };
    });
  }

  #details({ focus, relations }: SynsetGraph): TemplateResult {
    const messages = this.#messages;
    const others = relations.filter(({ type }) => !DRAWN.has(type));
    const title = messages.table(nameOf(focus));
    const columns = [...Object.values(messages.columns), ...(focus.definition === undefined ? [] : [messages.meaning])];
    return html`<p class="muted">${messages.caption}</p>
      ${
        others.length === 0
          ? nothing
          : html`<p class="title">${messages.related}</p>
            <dl part="relations">
              ${others.map(
                ({ type, targets }) => html`<dt>${relationLabel(type, this.language)}</dt>
                  <dd>
                    ${targets.slice(0, MOST_LISTED).map((target) => this.#link(target, nameOf(target)))}
                    ${targets.length > MOST_LISTED ? html`<span>${messages.more(targets.length - MOST_LISTED, this.format(targets.length - MOST_LISTED))}</span>` : nothing}
                  </dd>`,
              )}
            </dl>`
      }
      ${
        relations.length === 0
          ? nothing
          : html`<details>
            <summary>${title}</summary>
            ${dataTable(
              title,
              columns,
              relations.flatMap(({ type, targets }) =>
                targets.map(
                  (target) => html`<tr>
                    <td>${relationLabel(type, this.language)}</td>
                    <th scope="row">${this.#link(target, target.id)}</th>
                    <td lang="en">${target.words.join(", ")}</td>
                    ${target.definition === undefined ? nothing : html`<td lang="en">${target.definition}</td>`}
                  </tr>`,
                ),
              ),
            )}
          </details>`
      }`;
  }

  #link(synset: GraphSynset, text: string): TemplateResult {
    return html`<button class="link" type="button" lang="en" @click=${() => this.#go(synset)}>${text}</button>`;
  }

  #kindOf({ partOfSpeech }: { readonly partOfSpeech: string }): string {
    return this.#messages.partsOfSpeech[partOfSpeech] ?? partOfSpeech;
  }

  protected override describe(): string {
    if (this.drawn === undefined) return "";
    const { focus, nodes, edges, more } = this.drawn.graph;
    const messages = this.#messages;
    const middle = nodes.findIndex(({ role }) => role === "focus");
    const above = edges.filter(({ to }) => to === middle).map(({ from }) => nameOf(nodes[from]!));
    const below = nodes.filter(({ role }) => role === "below").map(nameOf);
    const count = below.length + more;
    return messages.described(
      nameOf(focus),
      above.length === 0 ? messages.noneAbove : messages.rightAbove(above.join(", ")),
      count === 0
        ? messages.noneBelow
        : messages.rightBelow(count, this.format(count), below.slice(0, MOST_SPOKEN).join(", ")),
    );
  }

  #go({ id }: GraphSynset): void {
    this.synset = id;
  }

  /** From within the drawing, where the focus then stays. */
  #walk(synset: GraphSynset): void {
    this.#isWalking = synset.id !== this.drawn?.graph.focus.id;
    this.#go(synset);
  }

  #focusNode(): void {
    this.renderRoot.querySelector<HTMLElement>(".nodes .node[tabindex='0']")?.focus();
  }

  /** Where the box for the rest leads: to the table, which has all. */
  #showAll(): void {
    const details = this.renderRoot.querySelector("details")!;
    details.open = true;
    details.querySelector<HTMLElement>("[role=region]")?.focus();
  }

  async #onSearch({ currentTarget }: Event): Promise<void> {
    const text = (currentTarget as HTMLInputElement).value;
    this.#search.abort();
    this.#search = new AbortController();
    const signal = AbortSignal.any([this.#search.signal, this.removal]);
    if (text.trim().length < 2) {
      this.found = undefined;
      return;
    }
    try {
      const senses = await wordnetWorker(this.removal)("findSenses", [text, this.sensitive, this.definitions], {
        signal,
      });
      this.found = { text, senses };
      // What failed before can be done now.
      if (this.problem !== undefined) this.requestUpdate("synset", null);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  async #onKey(event: KeyboardEvent): Promise<void> {
    if (event.ctrlKey || event.altKey || event.metaKey || this.drawn === undefined) return;
    const { graph, sizes, drawing } = this.drawn;
    const focus = graph.nodes.findIndex(({ role }) => role === "focus");
    const next = nodeByKey(event.key, this.focused, drawing, { edges: graph.edges, sizes, focus });
    if (next === undefined) return;
    event.preventDefault();
    this.focused = next;
    await this.updateComplete;
    this.#focusNode();
  }
}

const perRowOf = (width: number): number => Math.max(2, Math.floor(width / COLUMN));

const nameOf = ({ words, id }: GraphSynset): string => words[0] ?? id;

const px = (value: number): string => `${value.toFixed(1)}px`;

defineElement("alt2img-synset-graph", SynsetGraphElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-synset-graph": SynsetGraphElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-synset-graph": CustomEvent<SynsetGraph>;
  }
}
