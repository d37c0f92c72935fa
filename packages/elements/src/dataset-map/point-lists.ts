import { html, nothing, type TemplateResult } from "lit";
import { dataTable } from "../base/data-table.js";
import type { Speech } from "../base/speech.js";
import type { DatasetMapMessages } from "../messages/dataset-map.en.js";
import type { PairMap } from "./lay-out-pairs.js";
import { placeOf } from "./map-moves.js";

type OnChoose = (point: number) => void;

const LISTED = 100;

/** Points by their texts, to choose them. */
export function pointList(map: PairMap, points: readonly number[], onChoose: OnChoose): TemplateResult {
  return html`<ul class="near">
    ${points.map((point) => html`<li>${pointButton(map, point, onChoose)}</li>`)}
  </ul>`;
}

/** The points in view, as a table. */
export function pointTable(
  map: PairMap,
  points: readonly number[],
  { messages, format }: Speech<DatasetMapMessages>,
  onChoose: OnChoose,
): TemplateResult {
  const row = (point: number): TemplateResult => {
    const [x, y] = placeOf(map, point);
    return html`<tr>
      <th scope="row">${pointButton(map, point, onChoose)}</th>
      <td class="number">${format(x, { style: "percent" })}</td>
      <td class="number">${format(y, { style: "percent" })}</td>
    </tr>`;
  };
  return html`<details>
    <summary>${messages.table}</summary>
    ${dataTable(messages.table, Object.values(messages.columns), points.slice(0, LISTED).map(row))}
    ${points.length > LISTED ? html`<p class="muted">${messages.more(format(points.length - LISTED))}</p>` : nothing}
  </details>`;
}

const pointButton = ({ texts }: PairMap, point: number, onChoose: OnChoose): TemplateResult =>
  html`<button class="link" type="button" @click=${() => onChoose(point)}><bdi>${texts[point]}</bdi></button>`;
