import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import { type FunnelCounts, type FunnelRule, type FunnelStream, funnel } from "@alt2img/dataset/funnel";
import { type DatasetRow, openDataset, pairOfRow, rowsOfPairs } from "@alt2img/dataset/store";
import type { DatasetWriter } from "@alt2img/dataset/store/node";
import { appendTo, hasInput } from "./measure-input.js";

/** Under which name the rejected pairs of this stage are listed among the inputs of `rejected`. */
const LATE = "measured";

export type LateRulesOptions = {
  readonly rules: readonly FunnelRule[];
  readonly signal: AbortSignal;
  /** Called with the number of pairs that were judged. */
  onRead(pairs: number): void;
};

/**
 * Applies rules to what was measured: the pairs that pass become the dataset in one step, the others are added to `rejected`.
 *
 * @param folder the dataset of measured pairs
 * @returns what the rules did
 */
export async function applyLateRules(
  folder: string,
  { kept: output, rejected }: { kept: DatasetWriter; rejected: DatasetWriter },
  { rules, signal, onRead }: LateRulesOptions,
): Promise<FunnelStream> {
  const measured = await openDataset(folder, { signal });
  const columns = measured.columns.map(({ name }) => name);
  async function* pairs(): AsyncGenerator<ImageTextPair> {
    for await (const { row } of measured.rows({ columns, signal })) yield pairOfRow(row as DatasetRow);
  }
  const sink = hasInput(rejected, LATE) ? undefined : appendTo(rejected, { name: LATE }, signal);
  const kept = funnel(pairs(), rules, { signal, onRejected: sink?.write });
  const { inputs = [], counts: before } = measured.manifest?.provenance ?? {};
  const counts = emptyCounts();
  async function* rows(): AsyncGenerator<DatasetRow> {
    for await (const pair of kept) {
      yield* rowsOfPairs([pair]);
      onRead(kept.counts.read);
    }
    // The manifest gets them when the last row is written.
    Object.assign(counts, joined(before, kept.counts));
    await sink?.end();
  }
  try {
    await output.append(rows(), { inputs, counts, signal });
  } catch (error) {
    await sink?.abandon(error);
    throw error;
  }
  return kept;
}

const emptyCounts = (): FunnelCounts => ({ read: 0, kept: 0, rejected: {}, failed: 0 });

/** The counts of two funnels, of which the second one read what the first one kept. */
function joined(first: FunnelCounts | undefined, second: FunnelCounts): FunnelCounts {
  if (first === undefined) return second;
  if (first.kept !== second.read) {
    throw new Alt2imgError(
      "cli/build",
      `${second.read} pairs were judged, but ${first.kept} were measured. This is a bug of alt2img: please report it.`,
    );
  }
  const rejected = { ...first.rejected };
  for (const [name, count] of Object.entries(second.rejected)) rejected[name] = (rejected[name] ?? 0) + count;
  return { read: first.read, kept: second.kept, rejected, failed: first.failed + second.failed };
}
