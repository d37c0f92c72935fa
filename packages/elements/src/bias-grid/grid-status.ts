import { html, type TemplateResult } from "lit";
import type { Language } from "../base/language.js";
import { baseMessages } from "../messages/base.js";
import { percent, type Speech } from "./look-words.js";

/** What is going on while pictures are drawn. */
export type Doing = {
  /** Of a model that is being loaded, how much is read: from 0 to 1, if that is known. */
  readonly loading?: { readonly share: number | undefined };
};

/** How far the drawing is. */
export function gridStatus(
  { loading }: Doing,
  { done, all }: { done: number; all: number },
  speech: Speech,
  language: Language,
): TemplateResult {
  const { messages, format } = speech;
  const base = baseMessages[language];
  const drawing = messages.drawing(format(done), format(all));
  const reading = loading?.share === undefined ? base.loading : base.loadingShare(percent(loading.share, speech));
  return html`<p class="muted">${loading === undefined ? drawing : reading}</p>
    <p><progress part="progress" aria-label=${drawing} max=${all} .value=${done}></progress></p>`;
}
