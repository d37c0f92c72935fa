import { formatNumber } from "@alt2img/core";
import type { GroupLoss, PrecisionRecall } from "@alt2img/dataset/funnel";
import type { Chapter } from "../chapter.js";
import { curveChart } from "../chart/curve.js";
import { type FunnelStep, funnel } from "../chart/funnel.js";
import { formatInterval, intervals } from "../chart/intervals.js";
import { dataTable } from "../data-table.js";
import { type Html, html } from "../html.js";
import { LAION_MIN_BYTES } from "../laion-losses.js";
import type { CrawlScores } from "../score-tally.js";
import { formatShare } from "../share.js";

/** What LAION’s rules leave out, whose pairs these are, and how often the CLIP filter is right. */
export const lossesChapter: Chapter = {
  title: "Who disappears",
  start: () => undefined,
  render: (_, { scores }) => (scores === undefined || scores.pairs === 0 ? undefined : chapter(scores)),
};

const SHOWN_GROUPS = 10;
/** The curve is drawn in steps of 0.05, and its table has every other one. */
const TABLE_STEPS_PER_UNIT = 10;

function chapter(scores: CrawlScores): Html {
  const { crawl, model, laion, curve } = scores;
  const { language = [], domain = [] } = laion.report.groups;
  return html`<p>Here the pairs of <bdi>${crawl}</bdi> go through LAION’s rules one after another, with the threshold of ${model} for the last
one. ${
    laion.smallFiles > 0 &&
    html`LAION would also leave out ${formatNumber(laion.smallFiles)} of the pairs for files of less than ${formatNumber(LAION_MIN_BYTES)} bytes. That rule isn’t applied here: it would leave little of a sample crawl.`
  }</p>
<p>A rule sounds neutral, but it doesn’t take the same share of everyone’s pairs. The dots are the shares that are lost; behind each is its 95 %
interval, which is wide if there are few pairs.</p>
${funnel("What LAION’s rules leave out", steps(laion.report), { unit: "pairs" })}
${groupChart("Lost by the language of the page", language)}
${groupChart("Lost by the host of the image", domain)}
${curve.length > 0 && curveSection(scores)}`;
}

function steps({ counts, stages }: CrawlScores["laion"]["report"]): FunnelStep[] {
  const losses = stages.flatMap(({ rule, rejected, failed }) => [
    { label: "no picture, or one that can’t be read", value: failed, isLoss: true },
    { label: rule, value: rejected, isLoss: true },
  ]);
  return [
    { label: "image–text pairs", value: counts.read, isLoss: false },
    ...losses.filter(({ value }) => value > 0),
    { label: "pairs that are kept", value: counts.kept, isLoss: false },
  ];
}

function groupChart(caption: string, groups: readonly GroupLoss[]): Html | undefined {
  if (groups.length === 0) return undefined;
  const shown = groups.slice(0, SHOWN_GROUPS);
  const title = groups.length > shown.length ? `${caption}: the ${shown.length} with the most pairs` : caption;
  const rows = shown.map(({ group, lost, read, ...share }) => ({ label: group, part: lost, whole: read, ...share }));
  return intervals(title, rows, { part: "lost", whole: "pairs" });
}

function curveSection({ curve, threshold, model, verdicts }: CrawlScores): Html {
  const unfiltered = curve[0]!;
  const here = curve.find((point) => point.threshold === threshold) ?? unfiltered;
  const fitting = unfiltered.keptFitting;
  const inTable = curve.filter((point) => point === here || isTableStep(point.threshold));
  return html`<div><h3>How often the filter is right</h3>
<p>Whoever made this crawl wrote down which texts say what their picture shows, in whatever language: ${formatNumber(fitting)} of the ${formatNumber(unfiltered.kept)} that
have a picture. A filter should keep these and leave out the others. <b>Precision</b> is the share of the kept pairs that fit; <b>recall</b> is the share
of the fitting pairs that are kept.</p>
<p>Without a filter, ${formatShare(fitting, unfiltered.kept)} fit. From ${format(threshold, 3)}, ${formatShare(here.keptFitting, here.kept)} of those that are kept fit (${formatInterval(here.precision)}), and
${formatShare(here.keptFitting, fitting)} of those that fit are kept (${formatInterval(here.recall)}).${
    verdicts.length > 0 &&
    html` <a href="#scores">The table in “What CLIP keeps”</a> says which kinds of text it gets wrong.`
  }</p></div>
${curveChart(
  "Precision and recall by threshold",
  [
    { label: "precision", tone: "taken", points: curve.map(({ threshold: x, precision }) => ({ x, ...precision })) },
    { label: "recall", tone: "heard", points: curve.map(({ threshold: x, recall }) => ({ x, ...recall })) },
  ],
  {
    axis: `least cosine by ${model}`,
    ticks: curve.map((point) => point.threshold).filter(isTableStep),
    mark: { x: threshold, label: "kept from here" },
  },
)}
<div class="chart">${dataTable("Precision and recall by threshold", {
    columns: ["from", "kept", "precision", "recall"],
    rows: inTable.map((point) => row(point, fitting, point === here)),
  })}</div>`;
}

function row(point: PrecisionRecall, fitting: number, isHere: boolean): readonly (Html | string)[] {
  const { threshold, kept, keptFitting, precision, recall } = point;
  return [
    isHere ? html`<b>${format(threshold, 3)}</b>` : format(threshold, 1),
    formatNumber(kept),
    `${formatShare(keptFitting, kept)} (${formatInterval(precision)})`,
    `${formatShare(keptFitting, fitting)} (${formatInterval(recall)})`,
  ];
}

const format = (threshold: number, digits: number): string => threshold.toFixed(digits).replace("-", "−");

function isTableStep(threshold: number): boolean {
  const steps = threshold * TABLE_STEPS_PER_UNIT;
  return Math.abs(steps - Math.round(steps)) < 1e-9;
}
