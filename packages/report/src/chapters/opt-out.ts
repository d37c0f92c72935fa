import { formatCount } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { bars } from "../chart/bars.js";
import { html } from "../html.js";
import { optOutLabels, reservesTraining } from "../opt-out-labels.js";

export type OptOutTally = {
  /** How many pages have a signal, by its name. */
  signals: Map<string, number>;
  /** Pages that ask everybody not to train on them, and the pairs that they would make. */
  reservedPages: number;
  reservedPairs: number;
};

/** How many pages ask not to be used for training, or name a licence. */
export const optOutChapter: Chapter<OptOutTally> = {
  title: "Opt-out signals",
  start: () => ({ signals: new Map(), reservedPages: 0, reservedPairs: 0 }),
  meet(tally, page) {
    for (const label of new Set(optOutLabels(page.optOut).map(({ signal }) => signal))) {
      tally.signals.set(label, (tally.signals.get(label) ?? 0) + 1);
    }
    if (!reservesTraining(page.optOut)) return;
    tally.reservedPages++;
    tally.reservedPairs += page.pairs.length;
  },
  render({ signals, reservedPages, reservedPairs }, { reading }) {
    if (reading.counts.pages === 0) return undefined;
    const intro = html`<p>A page can ask not to be used for training: with <code>noai</code> or <code>noimageai</code> in its rules for robots, or by
reserving text and data mining (TDMRep). These are conventions. They work only if the people who train models look for them.</p>`;
    if (signals.size === 0)
      return html`${intro}<p>${reading.counts.pages === 1 ? "The page has no such signal." : `None of the ${formatCount(reading.counts.pages, "page")} has such a signal.`}</p>`;
    return html`${intro}
${bars(
  "Pages by signal",
  [...signals].sort((a, b) => b[1] - a[1]).map(([label, value]) => ({ label, value })),
  { unit: "pages", whole: reading.counts.pages },
)}
<p class="aside">${formatCount(reservedPages, "page")} with ${formatCount(reservedPairs, "pair")} ${reservedPages === 1 ? "asks" : "ask"} not to be used for training.</p>`;
  },
};
