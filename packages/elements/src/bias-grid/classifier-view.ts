import { html, nothing, type TemplateResult } from "lit";
import type { Asked } from "./ask-program.js";
import { lookView } from "./look-view.js";
import type { BiasGridSpeech } from "./look-words.js";

type ClassifierOptions = {
  readonly asked: Asked | undefined;
  readonly isAsking: boolean;
  /** Whether there are labels to choose from. */
  readonly hasLabels: boolean;
  readonly onAsk: () => void;
};

/** What a program can't say about pictures, the button that asks it all the same, and its answers. */
export function classifierView(
  models: readonly string[],
  { asked, isAsking, hasLabels, onAsk }: ClassifierOptions,
  speech: BiasGridSpeech,
): TemplateResult {
  const { messages } = speech;
  return html`<details part="classifier">
    <summary>${messages.classifier}</summary>
    <ul>
      ${messages.limits.map((limit) => html`<li>${limit}</li>`)}
    </ul>
    <p>
      <button type="button" class="ask" ?disabled=${isAsking || !hasLabels} @click=${onAsk}>${messages.ask}</button>
      <span class="muted">${isAsking ? messages.asking : hasLabels ? "" : messages.needsLabels}</span>
    </p>
    ${
      asked === undefined
        ? nothing
        : html`<p>${sureness(asked, speech)}</p> ${lookView(messages.answers, asked.counts, models, speech, { isCorrected: asked.agreement !== undefined })}`
    }
  </details>`;
}

function sureness({ agreement }: Asked, { messages, format }: BiasGridSpeech): string {
  if (agreement === undefined) return messages.uncorrected;
  return messages.corrected(format(agreement.agreed), format(agreement.labelled));
}
