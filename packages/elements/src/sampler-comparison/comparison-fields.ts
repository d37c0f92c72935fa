import { html, nothing, type TemplateResult } from "lit";
import { samplersWithNoise } from "../diffusion/sampler-names.js";
import type { ComparisonSpeech } from "./comparison-words.js";
import { samplersFor, type Wanted } from "./order.js";
import { itemsOf, MOST_SAMPLERS, MOST_STEP_COUNTS, planOf } from "./plan.js";

type Changes = Partial<Pick<Wanted, "set" | "patch" | "prompt" | "steps" | "samplers">>;

/** The fields to choose what is drawn, and how. */
export function comparisonFields(
  wanted: Wanted,
  speech: ComparisonSpeech,
  onChange: (changes: Changes) => void,
): TemplateResult {
  const { messages, format } = speech;
  const stepsHelp = messages.stepsHelp(format(MOST_STEP_COUNTS));
  const select = (name: "set" | "patch", titles: Readonly<Record<string, string>>): TemplateResult => html`<p>
    <label for=${name}>${messages[name]}</label>
    <select id=${name} @change=${({ currentTarget }: Event) => onChange({ [name]: (currentTarget as HTMLSelectElement).value })}>
      ${Object.entries(titles).map(([value, title]) => html`<option value=${value} ?selected=${value === wanted[name]}>${title}</option>`)}
    </select>
  </p>`;
  const onPrompt = ({ currentTarget }: Event): void => onChange({ prompt: (currentTarget as HTMLInputElement).value });
  const onSteps = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    input.setCustomValidity("");
    try {
      planOf({ ...wanted, steps: input.value }, samplersFor(wanted.model));
      onChange({ steps: input.value });
    } catch {
      input.setCustomValidity(stepsHelp);
      input.reportValidity();
    }
  };
  const prompt = html`<p class="wide">
    <label for="prompt">${messages.prompt}</label>
    <input id="prompt" maxlength="1000" dir="auto" .value=${wanted.prompt} @change=${onPrompt} />
  </p>`;
  return html`${wanted.model ? prompt : html`${select("set", messages.sets)} ${select("patch", messages.patches)}`}
    <p>
      <label for="steps">${messages.steps}</label>
      <input id="steps" aria-describedby="steps-help" .value=${wanted.steps} @change=${onSteps} />
      <span id="steps-help" class="muted">${stepsHelp}</span>
    </p>
    ${samplerFields(wanted, speech, (samplers) => onChange({ samplers }))}`;
}

/** A box for each sampler; as soon as there are enough, no others can be chosen. */
function samplerFields(
  { samplers, model }: Wanted,
  { messages, format }: ComparisonSpeech,
  onChange: (samplers: string) => void,
): TemplateResult {
  const names = samplersFor(model);
  const chosen = itemsOf(samplers).filter((name) => names.includes(name));
  const choose = ({ target }: Event): void => {
    const { value, checked } = target as HTMLInputElement;
    onChange([...chosen.filter((name) => name !== value), ...(checked ? [value] : [])].join(", "));
  };
  return html`<details class="wide">
    <summary>${messages.samplers(chosen.join(", "))}</summary>
    <fieldset @change=${choose}>
      <legend class="muted">${messages.samplersHelp(format(MOST_SAMPLERS))}</legend>
      ${names.map((name) => {
        const isChosen = chosen.includes(name);
        const isFixed = isChosen ? chosen.length === 1 : chosen.length >= MOST_SAMPLERS;
        return html`<label
          ><input type="checkbox" value=${name} .checked=${isChosen} ?disabled=${isFixed} /> ${name}
          ${samplersWithNoise.includes(name) ? html`<span class="muted">(${messages.addsNoise})</span>` : nothing}</label
        >`;
      })}
    </fieldset>
  </details>`;
}
