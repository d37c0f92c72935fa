import type { CoOccurrence, DescribingWord, Descriptions } from "@alt2img/bias/captions";
import { formatCount, formatNumber } from "@alt2img/core";
import { textTable } from "../text-table.js";
import type { CaptionFindings } from "./caption-findings.js";

/** Which groups go with what in captions, for people. */
export function captionsText({ captions, pairs, described }: CaptionFindings, most: number): string {
  const lines = [formatCount(captions, "caption")];
  if (pairs !== undefined) lines.push(...pairLines(pairs));
  if (described !== undefined) lines.push(...wordLines(described, most));
  return `${lines.join("\n")}\n`;
}

function pairLines(pairs: readonly CoOccurrence[]): string[] {
  if (pairs.length === 0) return ["No caption names a group and an attribute, so there is nothing to compare."];
  const columns = pairs.map(({ group, attribute, n, share, npmi, npmiInterval, adjustedPValue, places, warnings }) => ({
    cells: [
      attribute,
      group,
      `${formatNumber(n.both)} of ${formatNumber(n.attribute)}`,
      `${percent(share.share)} (${percent(share.low)} to ${percent(share.high)})`,
      `NPMI ${npmi.toFixed(2)} (${npmiInterval.low.toFixed(2)} to ${npmiInterval.high.toFixed(2)})`,
      `p ${formatP(adjustedPValue)}`,
      places[0] === undefined ? "" : `${places[0].place} (${formatNumber(places[0].captions)})`,
    ],
    warnings,
  }));
  const head = ["with", "group", "captions", "share", "", "corrected", "most from"];
  return [
    "",
    ...textTable([head, ...columns.map(({ cells }) => cells)]),
    ...warningsOf(columns.flatMap((each) => each.warnings)),
  ];
}

function wordLines({ groups, n, words, rare, warnings }: Descriptions, most: number): string[] {
  const lines = [
    "",
    `${groups[0]}: ${formatCount(n.first, "caption")}; ${groups[1]}: ${formatNumber(n.second)}; both: ${formatNumber(n.both)}, which aren't compared`,
  ];
  for (const group of groups) {
    const own = words.filter((word) => word.group === group);
    const strongest = [...own].sort((a, b) => Math.abs(b.z) - Math.abs(a.z)).slice(0, most);
    lines.push(
      "",
      `Goes with ${group}`,
      ...(strongest.length === 0 ? ["  (nothing)"] : textTable(strongest.map(wordCells))),
    );
  }
  lines.push("", `${formatCount(rare, "word")} were too rare to be compared.`, ...warningsOf(warnings));
  return lines;
}

const wordCells = ({ word, counts, z, adjustedPValue }: DescribingWord): string[] => [
  word,
  `${formatNumber(counts[0])} : ${formatNumber(counts[1])}`,
  `z ${z.toFixed(1)}`,
  `p ${formatP(adjustedPValue)}`,
];

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

const formatP = (p: number): string => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

const warningsOf = (warnings: readonly string[]): string[] => (warnings.length === 0 ? [] : ["", ...new Set(warnings)]);
