import type { Progress } from "@alt2img/core";
import type { FunnelPresetName, GroupLoss } from "@alt2img/dataset/funnel";
import type { NumberKey, RuleKey, RuleSettings } from "./rule-settings.js";

/** A file that the page has, an absolute URL, or `{}` for the pairs of the tiny crawl. */
export type PairsSource = { readonly file?: Blob; readonly url?: string };

/** Ways to group the pairs. `truth` only if the pairs have the column `quality`. */
export type GroupName = "language" | "domain" | "term" | "truth";

/** On which side of the bound values are kept. */
export type Side = "atLeast" | "above" | "below";

/** What a slider needs, and how many values there are in each of equally wide bins from `least` to `most`. */
export type Slider = {
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly start: number;
  readonly side: Side;
  /** The smallest and the largest bound that the rule takes; infinite where nothing limits it. */
  readonly range: readonly [number, number];
  readonly bins: readonly number[];
  /** How many pairs have no value. */
  readonly missing: number;
};

/** A rule that the pairs have values for. */
export type OfferedRule = { readonly key: RuleKey; readonly slider?: Slider };

/** What an element has to know about pairs. */
export type OpenedPairs = {
  readonly count: number;
  readonly rules: readonly OfferedRule[];
  readonly groups: readonly GroupName[];
  readonly presets: readonly {
    readonly name: FunnelPresetName;
    readonly rules: RuleSettings;
    /** Where its thresholds were published. */
    readonly source: string;
  }[];
  /** How many rows couldn’t be read, and what is wrong with the first one. */
  readonly unread: { readonly count: number; readonly first: string } | undefined;
  /** Whether there are more pairs than a page takes. */
  readonly isCut: boolean;
};

/** A pair as it is shown. Its texts come from the web. */
export type FunnelPair = {
  readonly text: string;
  readonly domain: string;
  readonly language?: string;
  readonly similarity?: number;
  /** The picture’s file as a `data:` URL, if the pairs have it. */
  readonly picture?: string;
  /** What is in the picture, if that is known. */
  readonly shows?: string;
  /** What is true about the text, if that is known: `good`, `wrong`. */
  readonly truth?: string;
  /** The rule that rejects it, and the value that it has for it. */
  readonly lost?: { readonly rule: RuleKey; readonly value?: number | string };
};

/** How a funnel is set, and what of it is shown. */
export type FunnelRun = {
  readonly rules: RuleSettings;
  readonly group: GroupName;
  readonly seed: number;
  /** Shows the pairs next to the threshold of this rule, not any. */
  readonly near?: NumberKey;
  /** How many pairs to show of those that are kept, and of the others. */
  readonly examples: number;
};

export type FunnelResult = {
  readonly read: number;
  readonly kept: number;
  /** The rules that are on, in their order, with how many pairs each rejects and leaves. */
  readonly stages: readonly { readonly key: RuleKey; readonly rejected: number; readonly left: number }[];
  /** The largest groups, and how many there are in all. */
  readonly losses: readonly GroupLoss[];
  readonly groups: number;
  /** Of the texts that describe their picture: how many there are, and how many are kept; if that is known. */
  readonly right?: { readonly read: number; readonly kept: number };
  readonly keptPairs: readonly FunnelPair[];
  readonly rejectedPairs: readonly FunnelPair[];
};

/** What the worker does. An element calls its pairs by a number of its own. */
export type FunnelTasks = {
  open(id: number, source: PairsSource): OpenedPairs;
  run(id: number, run: FunnelRun): FunnelResult;
  close(id: number): void;
};

export type FunnelPart = Progress;
