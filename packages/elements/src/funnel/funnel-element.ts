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
import { checkChoice, checkRange } from "../base/check-range.js";
import { dataTable } from "../base/data-table.js";
import { defineElement } from "../base/define-element.js";
import type { FunnelMessages } from "../messages/funnel.en.js";
import { funnelMessages } from "../messages/funnel.js";
import { languageName } from "../pairs/language-name.js";
import { sharedWorker } from "../worker/shared-worker.js";
import { funnelStyles } from "./funnel-styles.js";
import {
  formatRules,
  isNumberKey,
  type LanguageChoice,
  languageChoices,
  type NumberKey,
  parseRules,
  type RuleKey,
  type RuleSettings,
} from "./rule-settings.js";
import type {
  FunnelPair,
  FunnelPart,
  FunnelResult,
  FunnelTasks,
  GroupName,
  OfferedRule,
  OpenedPairs,
  Slider,
} from "./tasks.js";

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
    const url = this.src === undefined ? undefined : new URL(this.src, this.baseURI).href;
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

  get #messages(): FunnelMessages {
    return this.texts(funnelMessages);
  }

  protected override view(): TemplateResult {
    const { opened, result } = this;
    if (opened === undefined || result === undefined) return this.#reading();
    return html`${this.isBusy && this.problem === undefined ? this.#reading() : nothing}
      ${this.#about(opened)}
      <div class="columns">
        ${this.noInput ? nothing : this.#rules(opened)}
        <div>${this.#total(result)} ${this.#stages(result)}</div>
      </div>
      ${this.#pairs(result)} ${this.#who(opened, result)}`;
  }

  #reading(): TemplateResult {
    if (!this.isBusy) return html``;
    const { read } = this;
    return html`<p class="muted">
      <label>${this.#messages.reading(read === undefined ? "" : this.#percent(read))}
        <progress max="1" value=${read ?? nothing}></progress>
      </label>
    </p>`;
  }

  #about({ unread, isCut, count }: OpenedPairs): TemplateResult {
    const messages = this.#messages;
    return html`${isCut ? html`<p class="warning">${messages.cut(this.format(count))}</p>` : nothing}
      ${
        unread === undefined
          ? nothing
          : html`<p class="warning">
              ${messages.unread(unread.count, this.format(unread.count))} <bdi lang="en">${unread.first}</bdi>
            </p>`
      }`;
  }

  #rules({ rules, presets }: OpenedPairs): TemplateResult {
    const messages = this.#messages;
    const settings = parseRules(this.rules);
    const isSet = (wanted: Readonly<RuleSettings>): boolean => formatRules(wanted) === formatRules(settings);
    const preset = presets.find((each) => isSet(each.rules));
    const offered = new Set(rules.map(({ key }) => key));
    const without = (Object.keys(preset?.rules ?? {}) as RuleKey[]).filter((key) => !offered.has(key));
    return html`<div part="rules">
      <label for="preset">${messages.preset}</label>
      <select id="preset" @change=${this.#onPreset}>
        <option value="" .selected=${preset === undefined}>${messages.own}</option>
        ${presets.map(({ name }) => html`<option value=${name} .selected=${name === preset?.name}>${messages.presets[name] ?? name}</option>`)}
      </select>
      ${
        preset === undefined
          ? nothing
          : html`<p class="muted">
              ${messages.presetSource} <span lang="en">${preset.source}</span>
              ${without.length === 0 ? nothing : messages.presetWithout(without.map((key) => messages.titles[key]).join(", "))}
            </p>`
      }
      <p class="title">${messages.rules}</p>
      ${rules.map((rule) => this.#rule(rule, settings))}
    </div>`;
  }

  #rule({ key, slider }: OfferedRule, settings: Readonly<RuleSettings>): TemplateResult {
    const messages = this.#messages;
    const value = settings[key];
    const on = (event: Event): void => {
      const isOn = (event.currentTarget as HTMLInputElement).checked;
      this.#set(key, isOn ? this.#start(key, slider) : undefined);
    };
    return html`<fieldset data-rule=${key}>
      <legend>
        <label><input type="checkbox" .checked=${value !== undefined} @change=${on}> ${messages.titles[key]}</label>
      </legend>
      ${slider === undefined || !isNumberKey(key) ? nothing : this.#slider(key, slider, settings[key])}
      ${key === "language" ? this.#languages(settings.language) : nothing}
      <p class="muted" id=${`note-${key}`}>
        ${messages.notes[key]}
        ${slider === undefined || slider.missing === 0 ? nothing : messages.missing(slider.missing, this.format(slider.missing))}
      </p>
    </fieldset>`;
  }

  #slider(key: NumberKey, slider: Slider, bound: number | undefined): TemplateResult {
    const { least, most, step, side } = slider;
    const messages = this.#messages;
    const label = `${messages.titles[key]}: ${messages.keeps[side]}`;
    const shown = bound ?? this.#start(key, slider);
    const isOff = bound === undefined;
    const unit = messages.units[key];
    return html`${bars(slider, bound)}
      <input
        type="range"
        aria-label=${label}
        aria-describedby=${`note-${key}`}
        aria-valuetext=${`${this.format(Number(shown))} ${unit ?? ""}`.trim()}
        min=${least}
        max=${most}
        step=${step}
        .value=${String(shown)}
        ?disabled=${isOff}
        @input=${(event: Event) => this.#move(key, (event.currentTarget as HTMLInputElement).valueAsNumber)}
      >
      <span aria-hidden="true">${messages.keeps[side]}</span>
      <input
        type="number"
        aria-label=${messages.asNumber(label)}
        step="any"
        .value=${String(shown)}
        ?disabled=${isOff}
        @change=${(event: Event) => this.#move(key, (event.currentTarget as HTMLInputElement).valueAsNumber)}
      >
      ${unit ?? nothing}`;
  }

  #languages(chosen: LanguageChoice | undefined): TemplateResult {
    const messages = this.#messages;
    const choose = (event: Event): void => {
      const value = (event.currentTarget as HTMLSelectElement).value;
      this.#set("language", languageChoices.find((each) => each === value) ?? "english");
    };
    return html`<select aria-label=${messages.titles.language} ?disabled=${chosen === undefined} @change=${choose}>
      ${languageChoices.map((each) => html`<option value=${each} .selected=${each === (chosen ?? "english")}>${messages.languages[each]}</option>`)}
    </select>`;
  }

  #start(key: RuleKey, slider: Slider | undefined): RuleSettings[RuleKey] {
    if (slider !== undefined) return Math.min(slider.most, Math.max(slider.least, slider.start));
    return key === "language" ? "english" : true;
  }

  #move(key: NumberKey, value: number): void {
    if (!Number.isFinite(value)) return;
    this.near = key;
    this.#set(key, value);
  }

  #set(key: RuleKey, value: RuleSettings[RuleKey]): void {
    const { [key]: _, ...others } = parseRules(this.rules);
    this.rules = formatRules(value === undefined ? others : { ...others, [key]: value });
  }

  #onPreset({ currentTarget }: Event): void {
    const { value } = currentTarget as HTMLSelectElement;
    const preset = this.opened?.presets.find(({ name }) => name === value);
    this.near = undefined;
    this.rules = preset === undefined ? DEFAULT_RULES : formatRules(preset.rules);
  }

  #total({ kept, read, right }: FunnelResult): TemplateResult {
    const messages = this.#messages;
    return html`<p class="total" part="total">${this.#inTotal(kept, read)}</p>
      ${
        right === undefined
          ? nothing
          : html`<p>
              ${kept === 0 ? messages.nothingKept : messages.right(this.#percent(right.kept / kept), this.format(right.kept), this.format(right.read))}
            </p>`
      }`;
  }

  #inTotal(kept: number, read: number): string {
    return this.#messages.total(this.format(kept), this.format(read), this.#percent(kept / read));
  }

  #stages({ read, stages }: FunnelResult): TemplateResult {
    const messages = this.#messages;
    const { rule, rejects, leaves } = messages.stageColumns;
    const row = (title: string, left: number, rejected?: number): TemplateResult =>
      html`<tr>
        <th scope="row">
          ${title}
          <svg class="narrowing" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="left" width=${(100 * left) / read} height="10"></rect>
            <rect class="lost" x=${(100 * left) / read} width=${(100 * (rejected ?? 0)) / read} height="10"></rect>
          </svg>
        </th>
        <td class="number">${rejected === undefined ? "" : this.format(rejected)}</td>
        <td class="number">${this.format(left)}</td>
      </tr>`;
    return dataTable(
      messages.stages,
      [rule, rejects, leaves],
      [row(messages.all, read), ...stages.map(({ key, rejected, left }) => row(messages.titles[key], left, rejected))],
    );
  }

  #pairs({ kept, read, keptPairs, rejectedPairs }: FunnelResult): TemplateResult {
    const messages = this.#messages;
    const list = (title: string, pairs: readonly FunnelPair[]): TemplateResult =>
      html`<div>
        <p class="title">${title}</p>
        ${
          pairs.length === 0
            ? html`<p class="muted">${messages.none}</p>`
            : html`<ul class="pairs" part="pairs" aria-label=${title}>
                ${pairs.map((pair) => this.#pair(pair))}
              </ul>`
        }
      </div>`;
    return html`<p class="title">
        ${this.near === undefined ? messages.chance : messages.nearest(messages.titles[this.near])}
        <button type="button" @click=${this.#onOthers}>${messages.others}</button>
      </p>
      <div class="columns">
        ${list(messages.kept(this.format(kept)), keptPairs)}
        ${list(messages.rejected(this.format(read - kept)), rejectedPairs)}
      </div>`;
  }

  #pair({ text, domain, language, similarity, picture, shows, truth, lost }: FunnelPair): TemplateResult {
    const messages = this.#messages;
    return html`<li class="pair" part="pair">
      ${picture === undefined ? html`<span class="muted">${messages.noPicture}</span>` : html`<img src=${picture} alt=${shows ?? ""}>`}
      <div>
        <p><bdi>${text}</bdi></p>
        ${lost === undefined ? nothing : html`<p class="why"><span aria-hidden="true">✕ </span><bdi>${this.#why(lost)}</bdi></p>`}
        ${truth === undefined ? nothing : html`<p>${messages.truth} <bdi>${this.#truth(truth)}</bdi></p>`}
        <p class="muted">
          ${language === undefined ? nothing : html`<bdi>${this.#languageName(language)}</bdi> · `}
          ${similarity === undefined ? nothing : html`${messages.similarity(this.#score(similarity))} · `}<bdi>${domain}</bdi>
        </p>
      </div>
    </li>`;
  }

  /** Why a pair is rejected, in words. */
  #why({ rule, value }: NonNullable<FunnelPair["lost"]>): string {
    const messages = this.#messages;
    const what = messages.titles[rule];
    if (rule === "duplicates") return messages.duplicate;
    if (value === undefined) return messages.withoutValue(what);
    if (typeof value === "string" || !isNumberKey(rule))
      return messages.wrongLanguage(this.#languageName(String(value)));
    const bound = parseRules(this.rules)[rule] ?? 0;
    const side = this.opened?.rules.find(({ key }) => key === rule)?.slider?.side ?? "atLeast";
    return messages.missed[side](what, this.#score(value), this.format(bound, { maximumFractionDigits: 4 }));
  }

  #who({ groups }: OpenedPairs, { losses, groups: count, kept, read }: FunnelResult): TemplateResult {
    const messages = this.#messages;
    const average = 1 - kept / read;
    const { pairs, lost, share, compared } = messages.lossColumns;
    const chosen = groups.find((each) => each === this.group) ?? "language";
    const choose = ({ currentTarget }: Event): void => {
      this.group = (currentTarget as HTMLSelectElement).value;
    };
    return html`<p class="title">${messages.who}</p>
      <p>
        <label for="group">${messages.by}</label>
        <select id="group" @change=${choose}>
          ${groups.map((each) => html`<option value=${each} .selected=${each === chosen}>${messages.groups[each]}</option>`)}
        </select>
      </p>
      ${dataTable(
        messages.who,
        [messages.groups[chosen], pairs, lost, share, compared],
        losses.map(
          (loss) => html`<tr>
            <th scope="row"><bdi>${this.#groupName(chosen, loss.group)}</bdi></th>
            <td class="number">${this.format(loss.read)}</td>
            <td class="number">${this.format(loss.lost)}</td>
            <td>
              ${shareBar(loss, average)}
              ${messages.interval(this.#percent(loss.share), this.#percent(loss.low), this.#percent(loss.high))}
            </td>
            <td>${loss.low > average ? messages.more : loss.high < average ? messages.fewer : messages.unclear}</td>
          </tr>`,
        ),
      )}
      <p class="muted">
        ${messages.average(this.#percent(average))}
        ${count > losses.length ? messages.moreGroups(count - losses.length, this.format(count - losses.length)) : nothing}
      </p>`;
  }

  #groupName(grouping: GroupName, group: string): string {
    const messages = this.#messages;
    if (grouping === "language") return this.#languageName(group);
    if (grouping === "truth") return this.#truth(group);
    return group === "(no term)" ? messages.noTerm : group;
  }

  #truth(truth: string): string {
    const { truths, unknown } = this.#messages;
    if (truth === "(unknown)") return unknown;
    return Object.hasOwn(truths, truth) ? truths[truth]! : truth;
  }

  #languageName(code: string): string {
    if (code === "nolang") return this.#messages.noLanguage;
    return code === "(no language)" ? this.#messages.unknown : languageName(code, this.language);
  }

  #score(value: number): string {
    return this.format(value, { maximumFractionDigits: Math.abs(value) < 10 ? 3 : 0 });
  }

  #percent(share: number): string {
    return this.format(share, { style: "percent" });
  }

  #onOthers(): void {
    this.near = undefined;
    this.seed = this.seed >= MOST_SEED ? 0 : this.seed + 1;
  }

  protected override describe(): string {
    const { result } = this;
    return result === undefined ? "" : this.#inTotal(result.kept, result.read);
  }
}

/** The values as bars; those that the rule rejects are pale. */
function bars({ bins, least, most, side }: Slider, bound: number | undefined): TemplateResult {
  const highest = Math.max(...bins, 1);
  const at = bound === undefined ? undefined : ((bound - least) / (most - least)) * bins.length;
  return html`<svg class="bars" viewBox=${`0 0 ${bins.length * 10} 40`} preserveAspectRatio="none" aria-hidden="true">
    ${bins.map((count, i) => {
      // A root, so that small bins can be seen.
      const height = count === 0 ? 0 : Math.max(1, 38 * Math.sqrt(count / highest));
      const isOut = at !== undefined && i + 0.5 < at !== (side === "below");
      return svg`<rect class=${isOut ? "out" : "in"} x=${i * 10} y=${40 - height} width="9" height=${height}></rect>`;
    })}
  </svg>`;
}

/** A group’s share with its interval, and that of all pairs. */
function shareBar({ share, low, high }: FunnelResult["losses"][number], average: number): TemplateResult {
  return html`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="lost" y="2" width=${100 * share} height="6"></rect>
    <line x1=${100 * low} x2=${100 * high} y1="5" y2="5"></line>
    <line class="average" x1=${100 * average} x2=${100 * average} y1="0" y2="10"></line>
  </svg>`;
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
