import { altTextRules, type Severity } from "@alt2img/alt-text/lint";
import { formatCount, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { bars } from "../chart/bars.js";
import { stack } from "../chart/stack.js";
import { html } from "../html.js";

const SEVERITY_LABELS: Record<Severity, string> = {
  error: "errors: people are shut out",
  warning: "warnings: the text doesn’t do its job",
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
    if (met.length === 0) return html`<p>None of the linter’s ${altTextRules.length} rules found anything.</p>`;
    return html`<p>The linter checks each image and its surroundings against ${altTextRules.length} rules; ${formatNumber(met.length)} of them found something. It can’t
see the picture, so an alt text that describes another picture, or describes people unfairly, passes.</p>
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
<details><summary>Sources of the ${met.length === 1 ? "rule" : formatCount(met.length, "rule")} above</summary><dl class="sources">${met.map(
      ({
        id,
        title,
        severity,
        sources,
      }) => html`<dt><code>${id}</code> ${title} <span class="chip ${severity}">${severity}</span></dt>
<dd>${sources.map(({ name, id, url }) => html`<a href="${url}" rel="noreferrer">${name}${id !== undefined && ` (${id})`}</a> `)}</dd>`,
    )}</dl></details>
<p class="aside">${formatCount(reading.counts.imagesWithFindings, "image")} ${reading.counts.imagesWithFindings === 1 ? "has" : "have"} findings, ${formatNumber(reading.counts.images - reading.counts.imagesWithFindings)} ${reading.counts.images - reading.counts.imagesWithFindings === 1 ? "has" : "have"} none. An image can have several.</p>`;
  },
};
