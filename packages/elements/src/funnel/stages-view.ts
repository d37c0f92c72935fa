import { html, nothing, type TemplateResult } from "lit";
import { dataTable } from "../base/data-table.js";
import { type FunnelSpeech, percent, totalInWords } from "./funnel-words.js";
import type { FunnelResult } from "./tasks.js";

/** How many pairs are kept, and what each rule rejects. */
export function stagesView(result: FunnelResult, speech: FunnelSpeech): TemplateResult {
  const { kept, right } = result;
  const { messages, format } = speech;
  return html`<p class="total" part="total">${totalInWords(result, speech)}</p>
    ${
      right === undefined
        ? nothing
        : html`<p>
            ${kept === 0 ? messages.nothingKept : messages.right(percent(right.kept / kept, speech), format(right.kept), format(right.read))}
          </p>`
    }
    ${stageTable(result, speech)}`;
}

function stageTable({ read, stages }: FunnelResult, { messages, format }: FunnelSpeech): TemplateResult {
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
      <td class="number">${rejected === undefined ? "" : format(rejected)}</td>
      <td class="number">${format(left)}</td>
    </tr>`;
  return dataTable(
    messages.stages,
    [rule, rejects, leaves],
    [row(messages.all, read), ...stages.map(({ key, rejected, left }) => row(messages.titles[key], left, rejected))],
  );
}
