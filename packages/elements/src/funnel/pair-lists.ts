import { html, nothing, type TemplateResult } from "lit";
import { type FunnelSpeech, languageIn, scoreInWords, truthInWords, whyInWords } from "./funnel-words.js";
import type { NumberKey, RuleSettings } from "./rule-settings.js";
import type { FunnelPair, FunnelResult, OfferedRule } from "./tasks.js";

type ListOptions = {
  readonly settings: Readonly<RuleSettings>;
  readonly rules: readonly OfferedRule[];
  /** The rule next to whose threshold the pairs are; `undefined` if they are random. */
  readonly near: NumberKey | undefined;
  readonly onOthers: () => void;
};

/** Some of the pairs that are kept, and some of the others. */
export function pairLists(
  { kept, read, keptPairs, rejectedPairs }: FunnelResult,
  { settings, rules, near, onOthers }: ListOptions,
  speech: FunnelSpeech,
): TemplateResult {
  const { messages, format } = speech;
  const why = (lost: NonNullable<FunnelPair["lost"]>): string => whyInWords(lost, settings, rules, speech);
  const list = (title: string, pairs: readonly FunnelPair[]): TemplateResult =>
    html`<div>
      <p class="title">${title}</p>
      ${
        pairs.length === 0
          ? html`<p class="muted">${messages.none}</p>`
          : html`<ul class="pairs" part="pairs" aria-label=${title}>
              ${pairs.map((pair) => pairItem(pair, why, speech))}
            </ul>`
      }
    </div>`;
  return html`<p class="title">
      ${near === undefined ? messages.chance : messages.nearest(messages.titles[near])}
      <button type="button" @click=${onOthers}>${messages.others}</button>
    </p>
    <div class="columns">
      ${list(messages.kept(format(kept)), keptPairs)} ${list(messages.rejected(format(read - kept)), rejectedPairs)}
    </div>`;
}

function pairItem(
  { text, domain, language, similarity, picture, shows, truth, lost }: FunnelPair,
  why: (lost: NonNullable<FunnelPair["lost"]>) => string,
  speech: FunnelSpeech,
): TemplateResult {
  const { messages } = speech;
  return html`<li class="pair" part="pair">
    ${picture === undefined ? html`<span class="muted">${messages.noPicture}</span>` : html`<img src=${picture} alt=${shows ?? ""}>`}
    <div>
      <p><bdi>${text}</bdi></p>
      ${lost === undefined ? nothing : html`<p class="why"><span aria-hidden="true">✕ </span><bdi>${why(lost)}</bdi></p>`}
      ${truth === undefined ? nothing : html`<p>${messages.truth} <bdi>${truthInWords(truth, speech)}</bdi></p>`}
      <p class="muted">
        ${language === undefined ? nothing : html`<bdi>${languageIn(language, speech)}</bdi> · `}
        ${similarity === undefined ? nothing : html`${messages.similarity(scoreInWords(similarity, speech))} · `}<bdi>${domain}</bdi>
      </p>
    </div>
  </li>`;
}
