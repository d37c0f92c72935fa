import type { Prediction } from "@alt2img/bias/representation";
import { clipWorker } from "../clip/shared-clip.js";
import type { Look, LookCount } from "./looks.js";
import { type Grid, ordersOf } from "./orders.js";
import { programAnswers, programCounts } from "./program-counts.js";
import { keyOf } from "./viewer-looks.js";

/** What the program says about pictures. */
export type Asked = {
  readonly grid: Grid;
  readonly labels: readonly string[];
  /** By `keyOf`. */
  readonly predictions: ReadonlyMap<string, Prediction>;
  readonly counts: readonly LookCount[];
  /** On the pictures that the viewer labelled, if there are enough to correct the shares. */
  readonly agreement: { readonly agreed: number; readonly labelled: number } | undefined;
};

/** Asks the program about all pictures that are there: its answers by `keyOf`. */
export async function askProgram(
  { order, pictures }: Grid,
  labels: readonly string[],
  signal: AbortSignal,
): Promise<Asked["predictions"]> {
  const images = pictures.map(({ image }) => image);
  const found = await clipWorker(signal)("classify", [images, labels, ""], { signal, onPart: () => undefined });
  const orders = ordersOf(order).slice(0, found.length);
  return new Map(orders.map((each, i) => [keyOf(each), found[i]!] as const));
}

/** Counts what the program said, corrected by what the viewer says. */
export async function countAnswers(
  { grid, labels, predictions }: Pick<Asked, "grid" | "labels" | "predictions">,
  looks: readonly (Look & { readonly key: string })[],
  signal: AbortSignal,
): Promise<Asked> {
  const { models, groups, labelled } = programAnswers(grid.order, predictions, looks);
  const found = await clipWorker(signal)("sharesOf", [groups, labelled], { signal });
  const counts = programCounts(labels, models, found);
  const agreed = labelled.filter(({ label, prediction }) => prediction.value === label).length;
  const isCorrected = found.every(({ corrected }) => corrected);
  return {
    grid,
    labels,
    predictions,
    counts,
    agreement: isCorrected ? { agreed, labelled: labelled.length } : undefined,
  };
}
