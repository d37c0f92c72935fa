import { html, type TemplateResult } from "lit";
import type { Doing } from "../base/drawing-element.js";
import { baseMessages } from "../messages/base.js";
import { type BiasGridSpeech, percent } from "./look-words.js";
import { type Grid, ordersOf } from "./orders.js";

/** How far the drawing is. */
export function gridStatus({ loading }: Doing, { order, pictures }: Grid, speech: BiasGridSpeech): TemplateResult {
  const { messages, format, language } = speech;
  const base = baseMessages[language];
  const all = ordersOf(order).length;
  const drawing = messages.drawing(format(pictures.length), format(all));
  const reading = loading?.share === undefined ? base.loading : base.loadingShare(percent(loading.share, speech));
  return html`<p class="muted">${loading === undefined ? drawing : reading}</p>
    <p><progress part="progress" aria-label=${drawing} max=${all} .value=${pictures.length}></progress></p>`;
}

/** What is there, after the drawing. */
export function drawnInWords({ order, pictures }: Grid, { messages, format }: BiasGridSpeech): string {
  const count = format(pictures.length);
  return pictures.length < ordersOf(order).length ? messages.stopped(count) : messages.drawn(count, order.prompt);
}
