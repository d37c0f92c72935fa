import type { Chapter } from "../chapter.js";
import { bars } from "../chart/bars.js";
import { html } from "../html.js";
import { formatCount } from "../number.js";
import { optOutLabels, reservesTraining } from "../opt-out-labels.js";

/** How many pages say that they do not want to be trained on, or under which licence they stand. */
export function optOutChapter(): Chapter {
  const counts = new Map<string, number>();
  let [reserved, pairs] = [0, 0];
  return {
    id: "opt-out",
    title: "Opt-out signals",
    meet(page) {
      for (const label of new Set(optOutLabels(page.optOut).map(({ signal }) => signal))) {
        counts.set(label, (counts.get(label) ?? 0) + 1);
      }
      if (!reservesTraining(page.optOut)) return;
      reserved++;
      pairs += page.pairs.length;
    },
    render({ reading }) {
      if (reading.counts.pages === 0) return undefined;
      const intro = html`<p>A page can say that it is not to be used for training: with <code>noai</code> and <code>noimageai</code> for robots, or with
a reservation of text and data mining (TDMRep). The signals are conventions; whoever trains has to look for them.</p>`;
      if (counts.size === 0)
        return html`${intro}<p>None of the ${formatCount(reading.counts.pages, "page")} carries one.</p>`;
      return html`${intro}
${bars(
  "Pages by signal",
  [...counts].sort((a, b) => b[1] - a[1]).map(([label, value]) => ({ label, value })),
  { unit: "pages", whole: reading.counts.pages },
)}
<p class="aside">${formatCount(reserved, "page")} with ${formatCount(pairs, "pair")} asked not to be trained on. The pairs are in the files, because
this is an audit; <code>alt2img pairs --respect-opt-out</code> leaves them out.</p>`;
    },
  };
}
