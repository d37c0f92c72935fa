import { html, type TemplateResult } from "lit";
import type { BiasGridSpeech } from "./look-words.js";
import { type GridOrder, gridRanges } from "./orders.js";

type Fields = Pick<GridOrder, "prompt" | "count" | "seed" | "guidance"> & { readonly labels: string };

/** The prompt, the labels and the numbers, to enter. */
export function gridFields(
  fields: Fields,
  { messages }: BiasGridSpeech,
  { onLabels }: { onLabels: (labels: string) => void },
): TemplateResult {
  const field = (name: "count" | "seed" | "guidance", step: number | "any"): TemplateResult => {
    const [least, greatest] = gridRanges[name];
    return html`<label
      >${messages[name]}
      <input name=${name} type="number" required min=${least} max=${greatest} step=${step} .value=${String(fields[name])}
    /></label>`;
  };
  return html`<label class="wide">${messages.prompt} <input name="prompt" maxlength="1000" dir="auto" .value=${fields.prompt} /></label>
    <div class="wide">
      <label for="labels">${messages.labels}</label>
      <input
        id="labels"
        maxlength="300"
        dir="auto"
        aria-describedby="labels-help"
        .value=${fields.labels}
        @change=${({ currentTarget }: Event) => onLabels((currentTarget as HTMLInputElement).value)}
      />
      <p id="labels-help" class="muted">${messages.labelsHelp}</p>
    </div>
    ${field("count", 1)} ${field("seed", 1)} ${field("guidance", "any")}`;
}

/** What was entered, when the form is submitted. */
export function enteredIn(form: HTMLFormElement): Omit<Fields, "labels"> {
  const fields = new FormData(form);
  return {
    prompt: String(fields.get("prompt")),
    count: Number(fields.get("count")),
    seed: Number(fields.get("seed")),
    guidance: Number(fields.get("guidance")),
  };
}
