import type { AmplificationEstimate, MeasuredShare } from "@alt2img/bias/amplification";

/**
 * What a share is compared in: the data that a model learned from, and the pictures that it draws. In both, as `{ count, total }`, as
 * `{ share, interval: { low, high, level } }` with shares from 0 to 1 and the level 0.95, or as a number from 0 to 1 that is known for certain.
 */
export type AmplificationGroup = {
  readonly name: string;
  readonly data: MeasuredShare;
  readonly pictures: MeasuredShare;
};

/** Groups that are shown together, such as those of one model. */
export type AmplificationSet = { readonly name: string; readonly groups: readonly AmplificationGroup[] };

/** What `alt2img-amplification` shows. Plain data, and JSON. */
export type AmplificationData = {
  /** What the shares are of: “a red apple”. */
  readonly of: string;
  /** The share that would be even, from 0 to 1: ½ for one of two. Default: no line. */
  readonly parity?: number | undefined;
  /** Where the figures are from. */
  readonly note?: string | undefined;
  readonly sets: readonly AmplificationSet[];
};

/** A group with what was computed. Plain data. */
export type MeasuredGroup = {
  readonly name: string;
  readonly data: AmplificationEstimate;
  readonly pictures: AmplificationEstimate;
  /** The share in the pictures minus that in the data, from −1 to 1. */
  readonly difference: AmplificationEstimate;
  /** The share in the pictures divided by that in the data; `undefined` if that is 0. */
  readonly ratio: AmplificationEstimate | undefined;
  /** How many pictures were counted, if that is known. */
  readonly n: number | undefined;
};

export type MeasuredSet = { readonly name: string; readonly groups: readonly MeasuredGroup[] };

export type MeasuredSets = Omit<AmplificationData, "sets"> & { readonly sets: readonly MeasuredSet[] };

/** Where the figures come from: an absolute URL, JSON, or a value. */
export type AmplificationSource =
  | { readonly type: "url"; readonly url: string }
  | { readonly type: "json"; readonly json: string }
  | { readonly type: "value"; readonly value: unknown };

export type AmplificationTasks = {
  /** @throws Alt2imgError `elements/unreachable`, `elements/data` */
  measure(source: AmplificationSource): MeasuredSets;
  /** The figures of the tiny Stable Diffusion and its twin: the sets `straight` and `skewed`, without other texts. */
  twins(): MeasuredSets;
};
