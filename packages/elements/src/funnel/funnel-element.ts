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
import { checkChoice, checkRange } from "../base/check-range.js";
import { defineElement } from "../base/define-element.js";
import { sourceUrl } from "../base/source-url.js";
import { funnelMessages } from "../messages/funnel.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { funnelStyles } from "./funnel-styles.js";
import { type FunnelSpeech, percent, totalInWords } from "./funnel-words.js";
import { groupLosses } from "./group-losses.js";
import { pairLists } from "./pair-lists.js";
import { ruleControls, withinRanges } from "./rule-controls.js";
import { formatRules, type NumberKey, parseRules, type RuleKey, type RuleSettings } from "./rule-settings.js";
import { stagesView } from "./stages-view.js";
import type { FunnelPart, FunnelResult, FunnelTasks, GroupName, OpenedPairs } from "./tasks.js";

export type { LanguageChoice, NumberKey, RuleKey, RuleSettings } from "./rule-settings.js";
export type { GroupName } from "./tasks.js";

const worker = /* @__PURE__ */ sharedWorker<FunnelTasks, FunnelPart>(
  () => new Worker(new URL("./funnel-worker.js", import.meta.url), { type: "module", name: "alt2img-funnel" }),
);

/** What `alt2img-funnel` brings. */
export type FunnelDetail = {
  readonly rules: RuleSettings;
  readonly read: number;
  readonly kept: number;
  /** How many pairs each rule that is on rejects, in their order. */
  readonly rejected: readonly { readonly rule: RuleKey; readonly count: number }[];
};

const GROUPS: readonly GroupName[] = ["language", "domain", "term", "truth"];
const DEFAULT_RULES = "duplicates,text:5,similarity:0.15";
/** Of kept and of rejected pairs. */
const EXAMPLES = 6;
const MOST_SEED = 2 ** 31 - 1;

/** By which elements tell their pairs apart in the worker that they share. */
let lastId = 0;

/**
 * A filter like LAION’s over pairs of pictures and texts: move the thresholds, and see at once how many pairs each rule rejects, which
 * ones, and who disappears with them. Everything is computed on the reader’s machine, and no picture is fetched from the web.
 *
 * @tagname alt2img-funnel
 * @fires {CustomEvent<FunnelDetail>} alt2img-funnel - After each run, with the rules and how many pairs each rejects
 * @csspart rules - The rules with their sliders
 * @csspart total - How many pairs are kept
 * @csspart pairs - A list of pairs, kept or rejected
 * @csspart pair - Each of them
 * @csspart table - The table of rules, and that of groups
 */
export class FunnelElement extends Alt2imgElement {
  static override styles: CSSResultGroup = [baseStyles, funnelStyles];
  static override properties: PropertyDeclarations = {
    src: { type: String, reflect: true },
    file: { attribute: false },
    rules: { type: String, reflect: true },
    group: { type: String, reflect: true },
    seed: { type: Number, reflect: true },
    noInput: { type: Boolean, reflect: true, attribute: "no-input" },
    opened: { state: true },
    result: { state: true },
    near: { state: true },
    read: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["src", "file"];
  protected static override readonly kept: readonly string[] = ["rules", "group", "seed"];

  /**
   * The URL of pairs: JSON Lines, Parquet or CSV, of alt2img or LAION, or the folder of a dataset, which ends with a slash. The server
   * has to allow other sites to read it (CORS). Default: the 851 pairs of the tiny crawl, scored by the tiny CLIP.
   */
  declare src: string | undefined;
  /** A file of pairs to read instead of `src`. Default: none. */
  declare file: Blob | undefined;
  /**
   * The rules that are on, with their bounds, separated by commas: `duplicates`, `text` (least characters), `side` (least pixels),
   * `bytes` (least bytes), `language` (`english`, `other` or `none`), `similarity` (least cosine, from −1 to 1), `aesthetic` (above it,
   * from 1 to 10), `watermark` and `unsafe` (below it, from 0 to 1). Default: `duplicates,text:5,similarity:0.15`.
   */
  declare rules: string;
  /** How those who disappear are grouped: `language`, `domain`, `term` (words for people) or `truth`. Default: `language`. */
  declare group: string;
  /** Which pairs are shown by chance: a whole number from 0 to 2,147,483,647. Default: 1. */
  declare seed: number;
  /** Without the controls of the rules. Default: with them. */
  declare noInput: boolean;
  declare protected opened: OpenedPairs | undefined;
  declare protected result: FunnelResult | undefined;
  /** The rule whose slider was moved last: the pairs next to its threshold are shown. */
  declare protected near: NumberKey | undefined;
  /** How much of the pairs has been read, from 0 to 1. */
  declare protected read: number | undefined;

  readonly #id: number = ++lastId;
  #isDue = false;
  #isAsking = false;

  constructor() {
    super();
    this.rules = DEFAULT_RULES;
    this.group = "language";
    this.seed = 1;
    this.noInput = false;
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    const { removal } = this;
    const call = worker(removal);
    const url = this.src === undefined ? undefined : sourceUrl("src", this.src, this.baseURI);
    const source = this.file === undefined ? (url === undefined ? {} : { url }) : { file: this.file };
    this.read = undefined;
    const opened = await call("open", [this.#id, source], {
      signal,
      onPart: ({ done, total }) => {
        this.read = total ? done / total : undefined;
      },
    });
    removal.addEventListener("abort", () => void call("close", [this.#id]).catch(() => {}), { once: true });
    this.near = undefined;
    this.opened = opened;
    await this.#run(signal);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const isMoved = (["rules", "group", "seed", "near"] as const).some((name) => changed.has(name));
    if (isMoved && this.opened !== undefined && !changed.has("opened")) void this.#follow();
  }

  /** Runs the funnel once a frame at most, and always as it is set last. */
  async #follow(): Promise<void> {
    this.#isDue = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    const { removal } = this;
    try {
      while (this.#isDue && !removal.aborted) {
        this.#isDue = false;
        await this.#run(removal);
        await new Promise(requestAnimationFrame);
      }
      this.problem = undefined;
    } catch (error) {
      if (!removal.aborted) this.fail(error);
    } finally {
      this.#isAsking = false;
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { group, seed, near } = this;
    checkChoice("group", group, GROUPS);
    checkRange("seed", seed, [0, MOST_SEED], { isWhole: true });
    const rules = parseRules(this.rules);
    const run = { rules, group, seed, examples: EXAMPLES, ...(near === undefined ? {} : { near }) };
    const result = await worker(this.removal)("run", [this.#id, run], { signal });
    this.result = result;
    this.emit<FunnelDetail>("alt2img-funnel", {
      rules,
      read: result.read,
      kept: result.kept,
      rejected: result.stages.map(({ key, rejected }) => ({ rule: key, count: rejected })),
    });
  }

  get #speech(): FunnelSpeech {
    return this.speech(funnelMessages);
  }

  protected override view(): TemplateResult {
    const { opened, result, group } = this;
    if (opened === undefined || result === undefined) return this.#reading();
    const onGroup = (wanted: string): void => {
      this.group = wanted;
    };
    return html`${this.isBusy && this.problem === undefined ? this.#reading() : nothing}
      ${this.#about(opened)}
      <div class="columns">
        ${this.noInput ? nothing : this.#rules(opened)}
        <div>${stagesView(result, this.#speech)}</div>
      </div>
      ${this.#pairs(opened, result)} ${groupLosses(opened, result, { group, onGroup }, this.#speech)}`;
  }

  #reading(): TemplateResult {
    if (!this.isBusy) return html``;
    const { read } = this;
    return html`<p class="muted">
      <label>${this.#speech.messages.reading(read === undefined ? "" : percent(read, this.#speech))}
        <progress max="1" value=${read ?? nothing}></progress>
      </label>
    </p>`;
  }

  #about({ unread, isCut, count }: OpenedPairs): TemplateResult {
    const { messages, format } = this.#speech;
    return html`${isCut ? html`<p class="warning">${messages.cut(format(count))}</p>` : nothing}
      ${
        unread === undefined
          ? nothing
          : html`<p class="warning">
              ${messages.unread(unread.count, format(unread.count))} <bdi lang="en">${unread.first}</bdi>
            </p>`
      }`;
  }

  #rules(opened: OpenedPairs): TemplateResult {
    const controls = {
      settings: withinRanges(parseRules(this.rules), opened.rules),
      onRule: (key: RuleKey, value: RuleSettings[RuleKey]) => this.#set(key, value),
      onMove: (key: NumberKey, value: number) => this.#move(key, value),
      onPreset: (rules: RuleSettings | undefined) => {
        this.near = undefined;
        this.rules = rules === undefined ? DEFAULT_RULES : formatRules(rules);
      },
    };
    return ruleControls(opened, controls, this.#speech);
  }

  #move(key: NumberKey, value: number): void {
    this.near = key;
    this.#set(key, value);
  }

  #set(key: RuleKey, value: RuleSettings[RuleKey]): void {
    const { [key]: _, ...others } = parseRules(this.rules);
    this.rules = formatRules(value === undefined ? others : { ...others, [key]: value });
  }

  #pairs({ rules }: OpenedPairs, result: FunnelResult): TemplateResult {
    const onOthers = (): void => {
      this.near = undefined;
      this.seed = this.seed >= MOST_SEED ? 0 : this.seed + 1;
    };
    return pairLists(
      result,
      { settings: withinRanges(parseRules(this.rules), rules), rules, near: this.near, onOthers },
      this.#speech,
    );
  }

  protected override describe(): string {
    return this.result === undefined ? "" : totalInWords(this.result, this.#speech);
  }
}

defineElement("alt2img-funnel", FunnelElement);

declare global {
  interface HTMLElementTagNameMap {
    "alt2img-funnel": FunnelElement;
  }
  interface GlobalEventHandlersEventMap {
    "alt2img-funnel": CustomEvent<FunnelDetail>;
  }
}
