import { altTextRules, type Severity } from "@alt2img/alt-text/lint";
import { formatCount } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { bars } from "../chart/bars.js";
import { stack } from "../chart/stack.js";
import { html } from "../html.js";

const SEVERITY_LABELS: Record<Severity, string> = {
  error: "errors: somebody is shut out",
  warning: "warnings: the text does not do its work",
  hint: "hints: worth a look",
};
const severities: readonly Severity[] = ["error", "warning", "hint"];

/** How many findings there are, by rule. */
export type FindingsTally = Map<string, number>;

/** What the linter found, by rule. */
export const findingsChapter: Chapter<FindingsTally> = {
  title: "Findings",
  start: () => new Map(),
  meet(counts, { images }) {
    for (const { findings } of images) {
      for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
  },
  render(counts, { reading }) {
    if (reading.counts.images === 0) return undefined;
    const met = altTextRules
      .map((rule) => ({ ...rule, count: counts.get(rule.id) ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
    if (met.length === 0) return html`<p>None of the ${altTextRules.length} rules found anything.</p>`;
    return html`<p>${altTextRules.length} rules look at each image and at what stands around it. They cannot look at the picture: an alt that
describes another picture, or describes people unfairly, passes them all.</p>
${stack(
  "Findings by severity",
  severities.map((severity) => ({
    label: SEVERITY_LABELS[severity],
    value: met.filter((rule) => rule.severity === severity).reduce((sum, { count }) => sum + count, 0),
    tone: severity,
  })),
  { unit: "findings" },
)}
${bars(
  "Findings by rule",
  met.map(({ title, count, severity }) => ({ label: title, value: count, tone: severity })),
  { unit: "findings" },
)}
<details><summary>Where the ${formatCount(met.length, "rule")} come from</summary><dl class="sources">${met.map(
      ({
        id,
        title,
        severity,
        sources,
      }) => html`<dt><code>${id}</code> ${title} <span class="chip ${severity}">${severity}</span></dt>
<dd>${sources.map(({ name, id, url }) => html`<a href="${url}" rel="noreferrer">${name}${id !== undefined && ` (${id})`}</a> `)}</dd>`,
    )}</dl></details>
<p class="aside">${formatCount(reading.counts.images - reading.counts.imagesWithFindings, "image")} had no finding.</p>`;
  },
};
