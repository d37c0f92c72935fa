import { describeRecipe } from "@alt2img/dataset";
import type { Chapter } from "../chapter.js";
import { type FunnelStep, funnel } from "../chart/funnel.js";
import { addFunnel, emptyFunnel, type FunnelCounts, pairRecipe, trainingRecipe } from "../funnel-counts.js";
import { html } from "../html.js";

/** How many images become pairs, how many of these a training crawl takes, and why the others are lost. */
export const funnelChapter: Chapter<FunnelCounts> = {
  title: "From images to pairs",
  start: emptyFunnel,
  meet: (tally, page) => addFunnel(tally, page.funnel),
  render: ({ images, unpaired, pairs, refused, taken, optedOut, considerate }) =>
    images === 0
      ? undefined
      : html`<p>“How many pairs?” has three answers: how many images have an address and an <code>alt</code> text; how many of
those a training crawl like LAION’s takes; and how many it would take if it respected the pages that opted out. Each
image counts once, at the first thing that rules it out.</p>
<p>The pairs: ${describeRecipe(pairRecipe)} The training crawl: ${describeRecipe(trainingRecipe)}</p>
${funnel(
  "What happens to the images",
  [
    stage("images", images),
    ...losses(unpaired),
    stage("image–text pairs", pairs),
    ...losses(refused),
    stage("pairs that a training crawl takes", taken),
    ...losses({ "opted out": optedOut }),
    stage("pairs if it respects opt-outs", considerate),
  ],
  { unit: "images" },
)}`,
};

function stage(label: string, value: number): FunnelStep {
  return { label, value, isLoss: false };
}

function losses(counts: Readonly<Record<string, number>>): FunnelStep[] {
  return Object.entries(counts)
    .filter(([, value]) => value > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([label, value]) => ({ label, value, isLoss: true }));
}
