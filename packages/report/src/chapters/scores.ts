import { formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { columns } from "../chart/columns.js";
import { type FunnelStep, funnel } from "../chart/funnel.js";
import { dataTable } from "../data-table.js";
import { type Html, html } from "../html.js";
import { externalLink } from "../page/external-link.js";
import type { CrawlScores, ScoredPair } from "../score-tally.js";
import { formatShare } from "../share.js";
import { shortened } from "../shortened.js";

/** How well pictures and texts fit together by a CLIP model, and which pairs a dataset like LAION’s keeps for it. */
export const scoresChapter: Chapter = {
  title: "What CLIP keeps",
  start: () => undefined,
  render: (_, { scores }) => scores && chapter(scores),
};

function chapter(scores: CrawlScores): Html {
  const { crawl, model, threshold, thresholdReason, scored, histogram, verdicts, best, worst } = scores;
  const first = histogram[0]?.from ?? 0;
  return html`<p>CLIP was trained to tell which text belongs to which picture. It turns both into vectors; the cosine of two says how well
they fit together. Datasets like LAION’s keep the pairs whose cosine reaches a threshold, and drop the others unseen.</p>
<p>Here <b>${model}</b> has scored the pairs of <bdi>${crawl}</bdi>, and keeps those of ${format(threshold, 3)} or more. ${thresholdReason}</p>
${funnel("Which pairs are kept", stages(scores), { unit: "pairs" })}
${
  scored > 0 &&
  columns(
    "Pairs by cosine",
    histogram.map(({ from, pairs }) => ({
      label: format(from, 1),
      value: pairs,
      tone: from + STEP <= threshold ? "neither" : "plain",
    })),
    { unit: "pairs", mark: { before: (threshold - first) / STEP, label: "kept from here" } },
  )
}
${verdicts.length > 0 && verdictTable(scores)}
${examples("The lowest cosines", worst)}
${examples("The highest cosines", best)}`;
}

/** The width of a column of the histogram. */
const STEP = 0.1;

function stages({ pairs, withoutPicture, unreadable, scored, kept }: CrawlScores): FunnelStep[] {
  const stage = (label: string, value: number): FunnelStep => ({ label, value, isLoss: false });
  const loss = (label: string, value: number): FunnelStep[] => (value > 0 ? [{ label, value, isLoss: true }] : []);
  return [
    stage("image–text pairs", pairs),
    ...loss("picture not in the crawl", withoutPicture),
    ...loss("picture can’t be read", unreadable),
    stage("pairs with a score", scored),
    ...loss("below the threshold", scored - kept),
    stage("pairs that are kept", kept),
  ];
}

function verdictTable({ verdicts }: CrawlScores): Html {
  return html`<div><h3>What the texts are, and what CLIP makes of them</h3>
<p>Whoever made this crawl wrote down what each text is. A good text in a language that the model hasn’t learned scores low; a word that
only a machine would write may score high.</p>
${dataTable("Scores by what the texts are", {
  columns: ["the text is", "pairs", "mean cosine", "kept"],
  rows: verdicts.map(({ verdict, pairs, mean, kept }) => [
    verdict,
    formatNumber(pairs),
    format(mean),
    `${formatNumber(kept)} (${formatShare(kept, pairs)})`,
  ]),
})}</div>`;
}

function examples(title: string, pairs: readonly ScoredPair[]): Html | undefined {
  if (pairs.length === 0) return undefined;
  return html`<div class="scored"><h3>${title}</h3><ol>${pairs.map(example)}</ol></div>
`;
}

function example({ imageUrl, text, cosine, verdict, dataUrl }: ScoredPair): Html {
  return html`<li>${dataUrl === undefined ? html`<span class="frame"></span>` : html`<img class="frame" src="${dataUrl}" alt="" decoding="async">`}<span><b>${format(cosine)}</b>${
    verdict !== undefined && html` <span class="chip">${verdict}</span>`
  }<br><span class="said"><bdi>${shortened(text)}</bdi></span><br><small>${externalLink(imageUrl, hostOf(imageUrl))}</small></span></li>
`;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** A cosine with a true minus sign. */
function format(cosine: number, digits = 2): string {
  return cosine
    .toFixed(digits)
    .replace(/^-(?=.*[1-9])/, "−")
    .replace(/^-/, "");
}
