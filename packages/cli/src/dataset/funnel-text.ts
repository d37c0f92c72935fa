import { formatCount, formatNumber } from "@alt2img/core";
import type { FunnelCounts, FunnelExample, FunnelReport, FunnelStage, GroupLoss } from "@alt2img/dataset/funnel";
import { textTable } from "../text-table.js";

/** A line for what was read and kept, and one for each reason why pairs weren't kept. */
export function countLines({ counts, stages }: FunnelReport): string[] {
  const notes = new Map(stages.map(({ rule, missing }) => [rule, missing]));
  return [
    `${formatCount(counts.read, "pair")} read, ${formatNumber(counts.kept)} kept`,
    ...lossLines(
      counts,
      stages.map(({ rule }) => rule),
      notes,
    ),
  ];
}

/** @param missing how many pairs had no value, by the rule's name */
export function lossLines(
  { read, rejected, failed }: Readonly<FunnelCounts>,
  rules: readonly string[],
  missing: ReadonlyMap<string, number> = new Map(),
): string[] {
  const width = formatNumber(read).length;
  const line = (count: number, what: string): string => `  ${formatNumber(count).padStart(width)}  ${what}`;
  const lines = rules.map((rule) => {
    const without = missing.get(rule) ?? 0;
    return line(rejected[rule] ?? 0, without === 0 ? rule : `${rule} (${formatNumber(without)} without a value)`);
  });
  if (failed === 0) return lines;
  return [...lines, line(failed, "failed: they lack a value. Measure it first, or add --if-missing keep (or reject)")];
}

/** The whole report, for people. */
export function reportText(report: FunnelReport, { groupsShown }: { groupsShown: number }): string {
  const parts = [
    countLines(report).join("\n"),
    ...report.stages.map(stageText),
    ...Object.entries(report.groups).map(([name, groups]) => groupText(name, groups, groupsShown)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function stageText({ rule, source, threshold, read, kept, rejected, failed, examples }: FunnelStage): string {
  const bound = threshold === undefined ? "" : ` (threshold: ${boundText(threshold)})`;
  const lines = [`${rule}${bound}`];
  if (source !== undefined) lines.push(`  after ${source}`);
  lines.push(
    `  of ${formatNumber(read)}: ${formatNumber(kept)} kept, ${formatNumber(rejected)} rejected, ${formatNumber(failed)} failed`,
  );
  for (const [side, list] of Object.entries(examples)) {
    for (const example of list) lines.push(`  ${side}: ${exampleText(example)}`);
  }
  return lines.join("\n");
}

function boundText(threshold: NonNullable<FunnelStage["threshold"]>): string {
  return Object.entries(threshold)
    .map(([kind, value]) => `${kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${String(value)}`)
    .join(", ");
}

/** The text of a page may be long, and have line breaks. */
function exampleText({ pair: { text, imageUrl }, value, reason }: FunnelExample): string {
  const short = text.replace(/\s+/g, " ");
  const cut = short.length > 60 ? `${[...short].slice(0, 59).join("")}…` : short;
  const why = reason ?? (value === undefined ? "" : String(value));
  return `“${cut}” ${imageUrl}${why === "" ? "" : `: ${why}`}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function groupText(name: string, groups: readonly GroupLoss[], most: number): string {
  const shown = groups.slice(0, most);
  const rows = shown.map(({ group, lost, read, share, low, high }) => [
    percent(share),
    `${percent(low)} to ${percent(high)}`,
    `${formatNumber(lost)} of ${formatNumber(read)}`,
    group,
  ]);
  const header = ["lost", "95 % interval", "pairs", name];
  const more = groups.length - shown.length;
  return [
    `Who disappears, by ${name}`,
    ...textTable([header, ...rows]),
    ...(more > 0 ? [`  and ${formatNumber(more)} smaller ones: --format json has all`] : []),
  ].join("\n");
}
