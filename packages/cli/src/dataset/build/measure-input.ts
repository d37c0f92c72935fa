import { once } from "node:events";
import { PassThrough } from "node:stream";
import { Alt2imgError, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";
import type { PairRecipe } from "@alt2img/dataset";
import { type FunnelRule, funnel, type RejectedPair } from "@alt2img/dataset/funnel";
import {
  type DatasetColumn,
  type DatasetRow,
  type ManifestInput,
  rowOfPair,
  rowsOfPairs,
} from "@alt2img/dataset/store";
import type { DatasetWriter } from "@alt2img/dataset/store/node";
import { inputPairs } from "./input-pairs.js";

/** What a pair gets from its picture and its text, whatever the rules say. */
type Measure = (pairs: AsyncIterable<ImageTextPair>, input: string) => AsyncIterable<ImageTextPair>;

export type MeasureInputOptions = {
  readonly recipe: PairRecipe;
  /** Applied before anything is measured. */
  readonly rules: readonly FunnelRule[];
  readonly measure: Measure;
  readonly signal: AbortSignal;
  readonly onDiagnostic: OnDiagnostic;
  /** Called with the number of pairs that were read of the input. */
  onRead(pairs: number): void;
};

/**
 * Adds the pairs of an input to `measured`, and those that the first rules leave out to `rejected`: all of them or, after an error or a
 * kill, none of the first, so that the input is read again.
 */
export async function measureInput(
  input: ManifestInput,
  { measured, rejected }: { measured: DatasetWriter; rejected: DatasetWriter },
  { recipe, rules, measure, signal, onDiagnostic, onRead }: MeasureInputOptions,
): Promise<void> {
  const { name } = input;
  // After a kill between the two, the rejected pairs are there already.
  const sink = hasInput(rejected, name) ? undefined : appendTo(rejected, input, signal);
  const kept = funnel(inputPairs(name, recipe, { signal, onDiagnostic }), rules, { signal, onRejected: sink?.write });
  async function* counted(): AsyncGenerator<ImageTextPair> {
    for await (const pair of kept) {
      yield pair;
      onRead(kept.counts.read);
    }
  }
  async function* rows(): AsyncGenerator<DatasetRow> {
    yield* rowsOfPairs(measure(counted(), name));
    // Only when it is complete does the input count as measured.
    await sink?.end();
  }
  try {
    await measured.append(rows(), { inputs: [input], counts: kept.counts, signal });
  } catch (error) {
    await sink?.abandon(error);
    throw error;
  }
}

export const hasInput = ({ manifest }: DatasetWriter, name: string): boolean =>
  manifest.provenance.inputs?.some((input) => input.name === name) ?? false;

export type RejectedSink = {
  write(rejected: RejectedPair): Promise<void>;
  end(): Promise<void>;
  abandon(error: unknown): Promise<void>;
};

/** A row for each rejected pair, which becomes part of the dataset at the end. */
export function appendTo(rejected: DatasetWriter, input: ManifestInput, signal: AbortSignal): RejectedSink {
  const rows = new PassThrough({ objectMode: true });
  const appended = rejected.append(rows as AsyncIterable<DatasetRow>, { inputs: [input], signal });
  // It is awaited at the end: until then, its failure must not count as unhandled.
  appended.catch((error: unknown) => rows.destroy(error as Error));
  return {
    async write(each) {
      if (rows.destroyed) return appended;
      if (!rows.write(rejectedRow(each))) await Promise.race([once(rows, "drain"), appended]);
    },
    async end() {
      rows.end();
      await appended;
    },
    async abandon(error) {
      rows.destroy(error instanceof Alt2imgError ? error : new Error("The other output failed.", { cause: error }));
      await appended.catch(() => {});
    },
  };
}

/** What measuring adds to pairs, beyond the columns of every dataset. */
export const measuredColumns: readonly DatasetColumn[] = [
  { name: "bytes", type: "int32" },
  { name: "sha256", type: "string" },
  { name: "phash", type: "string" },
  { name: "picture", type: "string" },
  { name: "model", type: "string" },
  { name: "diagnostic", type: "string" },
];

/** Why a pair is in `rejected`. */
export const reasonColumns: readonly DatasetColumn[] = [
  { name: "rule", type: "string" },
  { name: "reason", type: "string" },
  { name: "value", type: "json" },
  { name: "threshold", type: "json" },
  { name: "code", type: "string" },
];

/** Embeddings stay where they were measured. */
function rejectedRow({ pair, ...why }: RejectedPair): DatasetRow {
  const { image_embedding, text_embedding, ...row } = rowOfPair(pair);
  return { ...(row as DatasetRow), ...why };
}
