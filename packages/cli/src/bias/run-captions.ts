import { coOccurrence, countTogether, describedBy } from "@alt2img/bias/captions";
import {
  Alt2imgError,
  countDiagnostic,
  type Diagnostic,
  type DiagnosticCounts,
  type ImageTextPair,
} from "@alt2img/core";
import { inputPairs } from "../dataset/build/input-pairs.js";
import { checkThere } from "../dataset/open-named.js";
import { pairsOf } from "../dataset/pair-inputs.js";
import { localPath } from "../input/local-path.js";
import { runWithPackages } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import type { CaptionFindings } from "./caption-findings.js";
import { captionsText } from "./captions-text.js";

export type CaptionsFlags = {
  group: Readonly<Record<string, readonly string[]>>;
  attribute?: Readonly<Record<string, readonly string[]>>;
  words: number;
  format: "text" | "json";
  quiet?: true;
};

/** @throws Alt2imgError `cli/usage`, `cli/input`; what the measures throw */
export async function runCaptions(names: readonly string[], flags: CaptionsFlags): Promise<void> {
  const { group: groups, attribute: attributes, words, format, quiet = false } = flags;
  const count = Object.keys(groups).length;
  if (attributes === undefined && count !== 2) {
    throw new Alt2imgError(
      "cli/usage",
      `--group was given ${count === 1 ? "once" : `${count} times`}. Give two groups to compare their words, or an --attribute to count with each.`,
    );
  }
  for (const name of names) if (name !== "-") checkThere(localPath(name));
  const found: DiagnosticCounts = {};
  const findings = await runWithPackages(
    async ({ signal, onProgress }): Promise<CaptionFindings> => {
      const onDiagnostic = (diagnostic: Diagnostic): void => countDiagnostic(found, diagnostic);
      const read = async function* (): AsyncGenerator<ImageTextPair> {
        for (const name of names) {
          if (name === "-") yield* pairsOf([name], { signal, onDiagnostic });
          else yield* inputPairs(localPath(name), {}, { signal, onDiagnostic });
        }
      };
      const report = (progress: Parameters<typeof onProgress>[0]): void =>
        onProgress({ ...progress, stage: "Reading captions" });
      if (attributes !== undefined) {
        const counts = await countTogether(read(), { groups, attributes, signal, onProgress: report });
        return { captions: counts.captions, pairs: coOccurrence(counts) };
      }
      const described = await describedBy(read(), { groups, signal, onProgress: report });
      const { first, second, both, neither } = described.n;
      return { captions: first + second + both + neither, described };
    },
    { quiet, needs: [] },
  );
  if (!quiet) {
    for (const [code, count] of Object.entries(found)) process.stderr.write(printable(`alt2img: ${count} × ${code}\n`));
  }
  process.stdout.write(
    format === "json" ? `${JSON.stringify(findings, null, 2)}\n` : printable(captionsText(findings, words)),
  );
}
