import { html, nothing, svg, type TemplateResult } from "lit";
import type { FunnelSpeech } from "./funnel-words.js";
import {
  formatRules,
  isNumberKey,
  type LanguageChoice,
  languageChoices,
  type NumberKey,
  type RuleKey,
  type RuleSettings,
} from "./rule-settings.js";
import type { OfferedRule, OpenedPairs, Slider } from "./tasks.js";

type Controls = {
  readonly settings: Readonly<RuleSettings>;
  /** Another value of a rule; `undefined` switches it off. */
  readonly onRule: (key: RuleKey, value: RuleSettings[RuleKey]) => void;
  /** A slider, or its number, was moved. */
  readonly onMove: (key: NumberKey, value: number) => void;
  /** Others' rules were chosen; `undefined` for those of the page. */
  readonly onPreset: (rules: RuleSettings | undefined) => void;
};

/** The rules, to switch on and off and to move, and those of published datasets. */
export function ruleControls(opened: OpenedPairs, controls: Controls, speech: FunnelSpeech): TemplateResult {
  const { rules } = opened;
  return html`<div part="rules">
    ${presetChoice(opened, controls, speech)}
    <p class="title">${speech.messages.rules}</p>
    ${rules.map((rule) => ruleControl(rule, controls, speech))}
  </div>`;
}

function presetChoice(
  { rules, presets }: OpenedPairs,
  { settings, onPreset }: Controls,
  { messages }: FunnelSpeech,
): TemplateResult {
  const isSet = (wanted: Readonly<RuleSettings>): boolean => formatRules(wanted) === formatRules(settings);
  const preset = presets.find((each) => isSet(each.rules));
  const offered = new Set(rules.map(({ key }) => key));
  const without = (Object.keys(preset?.rules ?? {}) as RuleKey[]).filter((key) => !offered.has(key));
  const choose = ({ currentTarget }: Event): void => {
    const { value } = currentTarget as HTMLSelectElement;
    onPreset(presets.find(({ name }) => name === value)?.rules);
  };
  return html`<label for="preset">${messages.preset}</label>
    <select id="preset" @change=${choose}>
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
    }`;
}

function ruleControl({ key, slider }: OfferedRule, controls: Controls, speech: FunnelSpeech): TemplateResult {
  const { settings, onRule } = controls;
  const { messages, format } = speech;
  const choose = ({ currentTarget }: Event): void =>
    onRule(key, (currentTarget as HTMLInputElement).checked ? startOf(key, slider) : undefined);
  return html`<fieldset data-rule=${key}>
    <legend>
      <label><input type="checkbox" .checked=${settings[key] !== undefined} @change=${choose}> ${messages.titles[key]}</label>
    </legend>
    ${slider === undefined || !isNumberKey(key) ? nothing : sliderControl(key, slider, controls, speech)}
    ${key === "language" ? languageChoice(controls, speech) : nothing}
    <p class="muted" id=${`note-${key}`}>
      ${messages.notes[key]}
      ${slider === undefined || slider.missing === 0 ? nothing : messages.missing(slider.missing, format(slider.missing))}
    </p>
  </fieldset>`;
}

function sliderControl(
  key: NumberKey,
  slider: Slider,
  { settings, onMove }: Controls,
  { messages, format }: FunnelSpeech,
): TemplateResult {
  const { least, most, step, side, range } = slider;
  const bound = settings[key];
  const label = `${messages.titles[key]}: ${messages.keeps[side]}`;
  const shown = bound ?? startOf(key, slider);
  const isOff = bound === undefined;
  const unit = messages.units[key];
  const between = range.every(Number.isFinite) ? messages.range(format(range[0]), format(range[1])) : undefined;
  const enter = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    const entered = input.valueAsNumber;
    const wanted = Number.isNaN(entered) ? Number(shown) : inRange(entered, slider);
    // What is entered may become what was there before, which is nothing to draw.
    input.value = String(wanted);
    onMove(key, wanted);
  };
  return html`${bars(slider, bound)}
    <input
      type="range"
      aria-label=${label}
      aria-describedby=${`note-${key}`}
      aria-valuetext=${`${format(Number(shown))} ${unit ?? ""}`.trim()}
      min=${least}
      max=${most}
      step=${step}
      .value=${String(shown)}
      ?disabled=${isOff}
      @input=${({ currentTarget }: Event) => onMove(key, (currentTarget as HTMLInputElement).valueAsNumber)}
    >
    <span aria-hidden="true">${messages.keeps[side]}</span>
    <input
      type="number"
      aria-label=${messages.asNumber(label)}
      step="any"
      min=${Number.isFinite(range[0]) ? range[0] : nothing}
      max=${Number.isFinite(range[1]) ? range[1] : nothing}
      .value=${String(shown)}
      ?disabled=${isOff}
      @change=${enter}
    >
    ${unit ?? between ?? nothing}`;
}

function languageChoice({ settings, onRule }: Controls, { messages }: FunnelSpeech): TemplateResult {
  const chosen: LanguageChoice | undefined = settings.language;
  const choose = ({ currentTarget }: Event): void => {
    const { value } = currentTarget as HTMLSelectElement;
    onRule("language", languageChoices.find((each) => each === value) ?? "english");
  };
  return html`<select aria-label=${messages.titles.language} ?disabled=${chosen === undefined} @change=${choose}>
    ${languageChoices.map((each) => html`<option value=${each} .selected=${each === (chosen ?? "english")}>${messages.languages[each]}</option>`)}
  </select>`;
}

/** The settings with bounds that the rules can have: an address may have others. */
export function withinRanges(settings: Readonly<RuleSettings>, rules: readonly OfferedRule[]): RuleSettings {
  const within: RuleSettings = { ...settings };
  for (const { key, slider } of rules) {
    if (slider === undefined || !isNumberKey(key) || within[key] === undefined) continue;
    within[key] = inRange(within[key], slider);
  }
  return within;
}

const inRange = (bound: number, { range: [least, most] }: Slider): number => Math.min(most, Math.max(least, bound));

/** How a rule is set when it is switched on. */
function startOf(key: RuleKey, slider: Slider | undefined): RuleSettings[RuleKey] {
  if (slider !== undefined) return Math.min(slider.most, Math.max(slider.least, slider.start));
  return key === "language" ? "english" : true;
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
