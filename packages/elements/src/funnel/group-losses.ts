import { html, nothing, type TemplateResult } from "lit";
import { dataTable } from "../base/data-table.js";
import { type FunnelSpeech, groupInWords, percent } from "./funnel-words.js";
import type { FunnelResult, GroupName, OpenedPairs } from "./tasks.js";

/** Who disappears: how many pairs each group loses. */
export function groupLosses(
  { groups }: OpenedPairs,
  { losses, groups: count, kept, read }: FunnelResult,
  { group, onGroup }: { readonly group: string; readonly onGroup: (group: string) => void },
  speech: FunnelSpeech,
): TemplateResult {
  const { messages, format } = speech;
  const average = 1 - kept / read;
  const { pairs, lost, share, compared } = messages.lossColumns;
  const chosen: GroupName = groups.find((each) => each === group) ?? "language";
  const choose = ({ currentTarget }: Event): void => onGroup((currentTarget as HTMLSelectElement).value);
  return html`<p class="title">${messages.who}</p>
    <p>
      <label for="group">${messages.by}</label>
      <select id="group" @change=${choose}>
        ${groups.map((each) => html`<option value=${each} .selected=${each === chosen}>${messages.groups[each]}</option>`)}
      </select>
    </p>
    ${dataTable(
      messages.who,
      [messages.groups[chosen], pairs, lost, share, compared],
      losses.map(
        (loss) => html`<tr>
          <th scope="row"><bdi>${groupInWords(chosen, loss.group, speech)}</bdi></th>
          <td class="number">${format(loss.read)}</td>
          <td class="number">${format(loss.lost)}</td>
          <td>
            ${shareBar(loss, average)}
            ${messages.interval(percent(loss.share, speech), percent(loss.low, speech), percent(loss.high, speech))}
          </td>
          <td>${loss.low > average ? messages.more : loss.high < average ? messages.fewer : messages.unclear}</td>
        </tr>`,
      ),
    )}
    <p class="muted">
      ${messages.average(percent(average, speech))}
      ${count > losses.length ? messages.moreGroups(count - losses.length, format(count - losses.length)) : nothing}
    </p>`;
}

/** A group’s share with its interval, and that of all pairs. */
function shareBar({ share, low, high }: FunnelResult["losses"][number], average: number): TemplateResult {
  return html`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="lost" y="2" width=${100 * share} height="6"></rect>
    <line x1=${100 * low} x2=${100 * high} y1="5" y2="5"></line>
    <line class="average" x1=${100 * average} x2=${100 * average} y1="0" y2="10"></line>
  </svg>`;
}
