import type { Prediction } from "@alt2img/bias/representation";
import { html, nothing, type TemplateResult } from "lit";
import { gridFigure } from "./grid-figure.js";
import type { BiasGridSpeech } from "./look-words.js";
import { type Grid, ordersOf } from "./orders.js";
import { keyOf } from "./viewer-looks.js";

type GridOptions = {
  readonly isDrawing: boolean;
  readonly labels: readonly string[];
  /** The viewer's choices, by `keyOf`. */
  readonly looks: ReadonlyMap<string, string>;
  /** What the program said, by `keyOf`. */
  readonly predictions: ReadonlyMap<string, Prediction> | undefined;
  readonly onLook: (key: string, look: string) => void;
};

/** The pictures, a row for each seed. */
export function gridView(
  { order, pictures }: Grid,
  { isDrawing, labels, looks, predictions, onLook }: GridOptions,
  speech: BiasGridSpeech,
): TemplateResult {
  const { messages, format } = speech;
  const { models, count, seed: first } = order;
  const cutWords = pictures[0]?.cutWords ?? [];
  const row = (i: number): TemplateResult => {
    const figures = ordersOf({ ...order, seed: first + i, count: 1 }).map((own, at) => {
      const key = keyOf(own);
      const options = {
        picture: pictures[i * models.length + at],
        labels,
        look: looks.get(key) ?? "",
        prediction: predictions?.get(key),
        onLook: (look: string) => onLook(key, look),
      };
      return gridFigure(own, options, speech);
    });
    return html`<li>
      <p class="muted">${messages.seedNumber(format(first + i, { useGrouping: false }))}</p>
      <div class="pair" part="pair">${figures}</div>
    </li>`;
  };
  return html`${cutWords.length === 0 ? nothing : html`<p class="warning">${messages.cut("")}<bdi>${cutWords.join(" ")}</bdi></p>`}
    <ol class="seeds" part="grid" aria-label=${messages.grid} aria-busy=${isDrawing}>
      ${Array.from({ length: count }, (_, i) => row(i))}
    </ol>`;
}
