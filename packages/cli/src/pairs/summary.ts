import { formatBytes, formatCount, formatNumber } from "@alt2img/core";
import {
  addPairCounts,
  describeImages,
  describeRecipe,
  emptyPairCounts,
  listLosses,
  NO_ADDRESS,
  type PairCounts,
  type PairRecipe,
} from "@alt2img/dataset";
import { describeDiagnostic } from "./describe-diagnostic.js";
import { formatTime } from "./progress-bar.js";
import type { PairsOutcome } from "./run-pairs.js";

export type SummaryOptions = {
  recipe: PairRecipe;
  /** The address of HTML files, if one was given. */
  base: string | undefined;
  /** How long the run took. */
  seconds: number;
};

/** What a run found, with which recipe, and what it left out, for people. */
export function summarise(outcome: PairsOutcome, { recipe, base, seconds }: SummaryOptions): string {
  const counts = emptyPairCounts();
  for (const { report } of outcome) addPairCounts(counts, report.counts);
  const bytes = outcome.reduce((sum, { report }) => sum + report.bytes, 0);
  const read = outcome.filter(({ report }) => report.failure === undefined).length;
  const files =
    read === outcome.length ? formatCount(read, "file") : `${read} of ${formatCount(outcome.length, "file")}`;
  const time = seconds < 10 ? `${seconds.toFixed(1)} s` : formatTime(seconds);
  const speed = seconds < 1 ? "" : ` (${formatBytes(bytes / seconds)}/s)`;
  const found = [
    formatCount(counts.pages, "page"),
    describeImages(counts, recipe),
    formatCount(counts.kept, "pair"),
  ].join(", ");
  return [
    `${files}, ${formatBytes(bytes)} in ${time}${speed}: ${found}`,
    describeRecipe(recipe),
    ...leftOut(counts, recipe),
    ...hints(outcome, counts, base),
    ...diagnostics(outcome, counts),
  ].join("\n");
}

/** Every loss with its name, so that the numbers add up to what was read. */
function leftOut(counts: PairCounts, recipe: PairRecipe): string[] {
  const losses = listLosses(counts, recipe)
    .filter(({ count }) => count > 0)
    .map(({ name, count, pages }) => `${formatNumber(count)} ${name} (on ${formatCount(pages, "page")})`);
  const lines = losses.length === 0 ? [] : [`left out of ${formatNumber(counts.read)}: ${losses.join(", ")}`];
  if (counts.pagesTruncated > 0) {
    lines.push(`${formatCount(counts.pagesTruncated, "page")} cut off; used the part that is there`);
  }
  return lines;
}

/** For `--base` without an HTML file. */
export const UNUSED_BASE = "--base had no effect: it is for HTML files, and none of the inputs is an HTML file.";

/** What the user may want to do about few pairs. */
function hints(outcome: PairsOutcome, { pages }: PairCounts, base: string | undefined): string[] {
  const lines: string[] = [];
  const hasHtml = outcome.some(({ report: { format } }) => format === "html");
  const allRead = outcome.every(({ report: { failure } }) => failure === undefined);
  if (pages === 0 && outcome.some(({ report }) => report.failure === undefined)) {
    lines.push("Found no pages. A page is an HTML response with status 200, or a WAT record about one.");
  }
  if (base !== undefined && !hasHtml && allRead) lines.push(UNUSED_BASE);
  const lacksAddress = ({ report: { format, counts } }: PairsOutcome[number]): boolean =>
    format === "html" && (counts.rejected[NO_ADDRESS] ?? 0) > 0;
  if (base === undefined && outcome.some(lacksAddress)) {
    lines.push(
      "An HTML file doesn't contain its own address, so its relative image URLs can't be used. Give the address with --base URL.",
    );
  }
  return lines;
}

function diagnostics(outcome: PairsOutcome, counts: PairCounts): string[] {
  const lines = Object.entries(counts.diagnostics)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => {
      const example = outcome.flatMap(({ report }) => report.examples).find((each) => each.code === code);
      return `  ${count} × ${code}${example === undefined ? "" : `; the first: ${describeDiagnostic(example)}`}`;
    });
  return lines.length === 0 ? [] : ["diagnostics:", ...lines];
}
