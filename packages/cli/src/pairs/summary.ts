import { formatCount } from "@alt2img/core";
import { addPairCounts, emptyPairCounts, type PairCounts } from "@alt2img/dataset";
import { describeDiagnostic } from "./describe-diagnostic.js";
import { formatTime } from "./progress-bar.js";
import type { PairsOutcome } from "./run-pairs.js";

/** What a run found and what it left out, for people. */
export function summarise(outcome: PairsOutcome, seconds: number): string {
  const counts = emptyPairCounts();
  for (const { report } of outcome) addPairCounts(counts, report.counts);
  const bytes = outcome.reduce((sum, { report }) => sum + report.bytes, 0);
  const failures = outcome.filter(({ report }) => report.failure !== undefined).length;
  const read = outcome.length - failures;
  const megabytes = bytes / 1e6;
  return [
    `${read === outcome.length ? read : `${read} of ${outcome.length}`} ${read === 1 && failures === 0 ? "file" : "files"}, ` +
      `${megabytes.toFixed(1)} MB in ${formatTime(seconds)} (${(megabytes / Math.max(seconds, 1e-3)).toFixed(1)} MB/s): ` +
      `${formatCount(counts.pages, "page")}, ${formatCount(counts.images, "image")}, ${formatCount(counts.pairs, "pair")}`,
    ...leftOut(counts),
    ...diagnostics(outcome, counts),
  ].join("\n");
}

function leftOut({ imagesWithoutText, imagesWithoutUrl, textsTooShort, pagesOptedOut }: PairCounts): string[] {
  const reasons = [
    [imagesWithoutText, "without a text"],
    [imagesWithoutUrl, "without an http(s) address"],
  ] as const;
  const parts = reasons.filter(([count]) => count > 0).map(([count, why]) => `${formatCount(count, "image")} ${why}`);
  if (textsTooShort > 0) parts.push(`${formatCount(textsTooShort, "text")} too short`);
  if (pagesOptedOut > 0) parts.push(`${formatCount(pagesOptedOut, "page")} that opted out`);
  return parts.length === 0 ? [] : [`left out: ${parts.join(", ")}`];
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
