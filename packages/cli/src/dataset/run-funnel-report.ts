import { domainOf, funnel, languageOf, type PairGroups, termsOf } from "@alt2img/dataset/funnel";
import { exitCodes } from "../exit-code.js";
import { interruptible } from "../interruption.js";
import { printable } from "../printable.js";
import { createReportProgress } from "../report/report-progress.js";
import { type FunnelFlags, funnelRules } from "./funnel-rules.js";
import { reportText } from "./funnel-text.js";
import { checkPairInputs, pairsOf } from "./pair-inputs.js";

export type FunnelReportFlags = FunnelFlags & {
  terms?: string[];
  examples: number;
  top: number;
  format: "text" | "json";
  quiet?: true;
};

/** @throws Alt2imgError `cli/usage`, `cli/input`; what the rules throw for their values */
export async function runFunnelReport(names: readonly string[], flags: FunnelReportFlags): Promise<void> {
  const { terms, examples, top, format, quiet = false } = flags;
  checkPairInputs(names);
  const print = (line: string): void => void process.stderr.write(printable(`alt2img: ${line}\n`));
  const rules = await funnelRules(flags, print);
  const groups: PairGroups = {
    language: languageOf,
    domain: domainOf,
    ...(terms === undefined ? {} : { term: termsOf(terms) }),
  };
  const progress = createReportProgress(process.stderr, { quiet: quiet || !process.stderr.isTTY });
  let bad = 0;
  const onDiagnostic = ({ message }: { message: string }): void => {
    bad++;
    progress.stop();
    print(message);
  };
  const report = await interruptible(async (signal) => {
    const kept = funnel(pairsOf(names, { signal, onDiagnostic }), rules, { signal, groups, examples });
    for await (const _ of kept) progress.onProgress({ stage: "Filtering", done: kept.counts.read, unit: "pairs" });
    return kept.report();
  }, progress.stop);
  progress.stop();
  const text = format === "json" ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, { groupsShown: top });
  process.stdout.write(format === "json" ? text : printable(text));
  if (bad > 0) process.exitCode = exitCodes.input;
}
