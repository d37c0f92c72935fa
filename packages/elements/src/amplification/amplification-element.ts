import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { Alt2imgElement } from "../base/alt2img-element.js";
import { baseStyles } from "../base/base-styles.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import { shareChart, shareChartBox } from "../bias/share-chart.js";
import { shareChartLegend } from "../bias/share-chart-legend.js";
import { shareChartStyles } from "../bias/share-chart-styles.js";
import { amplificationMessages } from "../messages/amplification.js";
import { baseMessages } from "../messages/base.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { amplificationStyles } from "./amplification-styles.js";
import { meansOf, type Verdict, verdictOf, verdictsOf } from "./in-words.js";
import type {
  AmplificationData,
  AmplificationSource,
  AmplificationTasks,
  MeasuredGroup,
  MeasuredSet,
  MeasuredSets,
} from "./tasks.js";

const worker = /* @__PURE__ */ sharedWorker<AmplificationTasks>(
  () =>
    new Worker(new URL("./amplification-worker.js", import.meta.url), {
      type: "module",
      name: "alt2img-amplification",
    }),
);

/** Those of the tiny models are called as the page's language does. */
type Shown = MeasuredSets & { readonly isTwins: boolean };

/** What `alt2img-amplification` brings: the set that is shown, with what was computed. */
export type AmplificationDetail = {
  /** What the shares are of. */
  readonly of: string;
  readonly set: string;
  readonly groups: readonly MeasuredGroup[];
};

/**
 * Does a model exaggerate its data? The share of something in the data that a model learned from beside that in the pictures that it draws,
 * for groups such as occupations, with intervals.
 *
 * The figures are JSON: `{ "of": "a red apple", "parity": 0.5, "groups": [{ "name": "apple", "data": 0.5, "pictures": { "count": 158,
 * "total": 200 } }] }`, with `sets` of `{ name, groups }` in place of `groups` where there are several; or what
 * `alt2img bias report --training … --format json` gives. They are in a `<script type="application/json">` between the tags, at the
 * URL in `src`, or in the property `data`. Without them, it shows those of the tiny Stable Diffusion and its skewed twin.
 *
 * @tagname alt2img-amplification
 * @fires {CustomEvent<AmplificationDetail>} alt2img-amplification - When a set is shown, with the differences and ratios
 * @slot - A `<script type="application/json">` with the figures
 * @csspart controls - The field to choose a set, if there are several
 * @csspart chart - The shares with their intervals
 * @csspart note - Where the figures are from
 * @csspart table - The shares as a table
 */
export class AmplificationElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, shareChartStyles, amplificationStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String, reflect: true },
    set: { type: String, reflect: true },
    data: { attribute: false },
    script: { state: true },
    shown: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["src", "data", "script"];
  protected static override readonly kept: readonly string[] = ["set"];

  /** The URL of the figures as JSON. Default: those between the tags, or those of the tiny models. */
  declare src: string | undefined;
  /** The name of the set that is shown. Default: the first one. */
  declare set: string | undefined;
  /** The figures; they go before `src`. */
  declare data: AmplificationData | undefined;
  /** The text of the script between the tags. */
  declare protected script: string | undefined;
  declare protected shown: Shown | undefined;

  readonly #observer = new MutationObserver(() => this.#takeScript());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#takeScript();
    this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const source = this.#source();
    const isTwins = source === undefined;
    const measured = isTwins
      ? await worker(this.removal)("twins", [], { signal })
      : await worker(this.removal)("measure", [source], { signal });
    if (!signal.aborted) this.shown = { ...measured, isTwins };
  }

  #source(): AmplificationSource | undefined {
    const { data, src, script } = this;
    if (data !== undefined) return { type: "value", value: data };
    if (src) return { type: "url", url: URL.canParse(src, this.baseURI) ? new URL(src, this.baseURI).href : src };
    return script === undefined ? undefined : { type: "json", json: script };
  }

  #takeScript(): void {
    this.script = this.querySelector(`script[type="application/json"]`)?.textContent ?? undefined;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    const { shown } = this;
    if (shown === undefined || !(changed.has("shown") || changed.has("set"))) return;
    const { name, groups } = this.#chosen(shown);
    this.emit<AmplificationDetail>("alt2img-amplification", { of: this.#of(shown), set: name, groups });
  }

  #of({ of, isTwins }: Shown): string {
    return isTwins ? this.texts(amplificationMessages).twins.of : of;
  }

  /** The set with the name in `set`, or the first one. */
  #chosen({ sets }: MeasuredSets): MeasuredSet {
    return sets.find(({ name }) => name === this.set) ?? sets[0]!;
  }

  protected override view(): TemplateResult {
    const messages = this.texts(amplificationMessages);
    const { shown } = this;
    return html`<p>${messages.explanation}</p>
      ${shown === undefined ? html`<p class="muted">${this.isBusy ? this.texts(baseMessages).loading : nothing}</p>` : this.#shown(shown)}`;
  }

  #shown(shown: Shown): TemplateResult {
    const messages = this.texts(amplificationMessages);
    const { parity, isTwins } = shown;
    const of = this.#of(shown);
    const note = isTwins ? messages.twins.note : shown.note;
    const chosen = this.#chosen(shown);
    const percent = (share: number): string => this.#percent(share);
    const marks = chosen.groups.map(({ name, data, pictures }) => ({
      name,
      marks: [data, pictures].map(({ value, interval }) => ({ share: value, low: interval.low, high: interval.high })),
    }));
    const line = parity === undefined ? undefined : messages.parity(percent(parity));
    return html`${shown.sets.length < 2 ? nothing : this.#choice(shown, chosen)}
      <p class="summary"><bdi>${this.#summary(of, chosen)}</bdi></p>
      <p class="title"><bdi>${messages.chart(of)}</bdi></p>
      <svg
        part="chart"
        class="shares"
        viewBox=${shareChartBox(marks)}
        role="img"
        aria-label="${messages.chart(of)}. ${this.#summary(of, chosen)}"
      >
        ${shareChart(marks, { line: parity, percent })}
      </svg>
      ${shareChartLegend([messages.data, messages.pictures], line)}
      <p class="muted">${messages.intervals}</p>
      ${note === undefined ? nothing : html`<p class="muted" part="note"><bdi>${note}</bdi></p>`}
      <details>
        <summary>${messages.table}</summary>
        ${dataTable(
          messages.table,
          Object.values(messages.columns),
          chosen.groups.map((group) => this.#row(group)),
        )}
      </details>`;
  }

  #choice({ sets, isTwins }: Shown, chosen: MeasuredSet): TemplateResult {
    const { set, twins } = this.texts(amplificationMessages);
    const titleOf = (name: string): string => (isTwins ? twins[name as "straight" | "skewed"] : name);
    return html`<p part="controls">
      <label for="set">${set}</label>
      <select id="set" @change=${this.#onSet}>
        ${sets.map(({ name }) => html`<option value=${name} ?selected=${name === chosen.name}>${titleOf(name)}</option>`)}
      </select>
    </p>`;
  }

  #row({ name, data, pictures, difference, ratio, n }: MeasuredGroup): TemplateResult {
    const messages = this.texts(amplificationMessages);
    const isKnown = data.interval.low === data.interval.high;
    const share = ({ value, interval }: typeof data): string =>
      messages.share(this.#percent(value), this.#percent(interval.low), this.#percent(interval.high));
    const points = (value: number): string =>
      this.format(100 * value, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
    const number = (value: number): string =>
      Number.isFinite(value) ? this.format(value, { maximumFractionDigits: 2 }) : "∞";
    const { low, high } = difference.interval;
    return html`<tr>
      <th scope="row"><bdi>${name}</bdi></th>
      <td>${isKnown ? this.#percent(data.value) : share(data)}</td>
      <td>${n === undefined ? share(pictures) : messages.ofPictures(share(pictures), this.format(n))}</td>
      <td>${messages.difference(points(difference.value), points(low), points(high), verdictOf(difference))}</td>
      <td>${ratio === undefined ? "" : messages.share(number(ratio.value), number(ratio.interval.low), number(ratio.interval.high))}</td>
    </tr>`;
  }

  #summary(of: string, { groups }: MeasuredSet): string {
    const { means, verdicts } = this.texts(amplificationMessages);
    const { data, pictures } = meansOf(groups);
    const counts = verdictsOf(groups);
    const written = Object.fromEntries(Object.entries(counts).map(([verdict, count]) => [verdict, this.format(count)]));
    const averages = means(of, this.#percent(data), this.#percent(pictures), groups.length, this.format(groups.length));
    return `${averages} ${verdicts(counts, written as Record<Verdict, string>)}`;
  }

  #percent(share: number): string {
    return this.format(share, { style: "percent", maximumFractionDigits: 0 });
  }

  protected override describe(): string {
    const { shown } = this;
    return shown === undefined ? "" : this.#summary(this.#of(shown), this.#chosen(shown));
  }

  #onSet({ currentTarget }: Event): void {
    this.set = (currentTarget as HTMLSelectElement).value;
  }
}

defineElement("alt2img-amplification", AmplificationElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-amplification": AmplificationElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-amplification": CustomEvent<AmplificationDetail>;
  }
}
