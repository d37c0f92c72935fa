import { Alt2imgError, type ImageTextPair, type ShareInterval, wilsonInterval } from "@alt2img/core";
import type { FunnelCounts } from "../rules/pair-rule.js";
import type { RuleValue, Threshold } from "../rules/threshold.js";
import { type FunnelRule, isMeasured } from "./funnel-rule.js";
import type { Verdict } from "./stage.js";

/** The groups that a pair belongs to: one, several, or `undefined` for no group. */
export type GroupOf = (pair: ImageTextPair) => string | readonly string[] | undefined;

/** Ways to group pairs by the name of each: `{ domain: domainOf, language: languageOf }`. */
export type PairGroups = Readonly<Record<string, GroupOf>>;

/** A pair near a threshold. */
export type FunnelExample = { pair: ImageTextPair; value?: RuleValue; reason?: string };

/** What one rule did. `read` = `kept` + `rejected` + `failed`. */
export type FunnelStage = {
  rule: string;
  source?: string;
  threshold?: Threshold;
  read: number;
  kept: number;
  rejected: number;
  failed: number;
  /** How many of them had no value; the rule's `ifMissing` says what happened to those. */
  missing: number;
  /** Pairs on each side: those nearest to the bound if there is one, otherwise the first ones. */
  examples: { kept: FunnelExample[]; rejected: FunnelExample[] };
};

/** How many pairs of a group weren't kept, rejected or failed, and that share with its 95 per cent interval. */
export type GroupLoss = ShareInterval & { group: string; read: number; lost: number };

/** What a funnel did. Plain data. */
export type FunnelReport = {
  counts: FunnelCounts;
  stages: FunnelStage[];
  /** Who disappears: for each way to group, its groups, the largest first. */
  groups: Record<string, GroupLoss[]>;
};

/** Groups beyond this number are counted together, since a crawl may name any number of them. */
const MAX_GROUPS = 10_000;

/** Under which name they are counted. */
export const OTHER_GROUPS = "(other groups)";

type Tally = { read: number; lost: number };

export function startReport(
  rules: readonly FunnelRule[],
  counts: FunnelCounts,
  groups: PairGroups = {},
  wanted = 3,
): { add: (verdicts: readonly Verdict[]) => void; read: () => FunnelReport } {
  if (!(Number.isSafeInteger(wanted) && wanted >= 0)) {
    throw new Alt2imgError("dataset/examples", `examples is ${wanted}; it must be a whole number, 0 or more.`);
  }
  const stages = rules.map(emptyStage);
  const bounds = rules.map(boundOf);
  const tallies = Object.entries(groups).map(([name, groupOf]) => ({
    name,
    groupOf,
    byGroup: new Map<string, Tally>(),
  }));
  return {
    add(verdicts) {
      for (let i = 1; i < verdicts.length; i++) addVerdict(stages[i - 1]!, bounds[i - 1], verdicts[i]!, wanted);
      const { pair, loss } = verdicts.at(-1)!;
      for (const { groupOf, byGroup } of tallies) {
        for (const group of namesOf(groupOf(pair))) addTo(byGroup, group, loss !== undefined);
      }
    },
    read: () => ({
      counts: structuredClone(counts),
      stages: stages.map(({ examples, ...stage }) => ({
        ...stage,
        examples: { kept: [...examples.kept], rejected: [...examples.rejected] },
      })),
      groups: Object.fromEntries(tallies.map(({ name, byGroup }) => [name, lossesOf(byGroup)])),
    }),
  };
}

function emptyStage(rule: FunnelRule): FunnelStage {
  return {
    rule: rule.name,
    ...(rule.source === undefined ? {} : { source: rule.source }),
    ...(isMeasured(rule) ? { threshold: rule.threshold } : {}),
    read: 0,
    kept: 0,
    rejected: 0,
    failed: 0,
    missing: 0,
    examples: { kept: [], rejected: [] },
  };
}

function boundOf(rule: FunnelRule): number | undefined {
  return isMeasured(rule) ? Object.values(rule.threshold).find((value) => typeof value === "number") : undefined;
}

function addVerdict(stage: FunnelStage, bound: number | undefined, verdict: Verdict, wanted: number): void {
  const { pair, value, missing, loss } = verdict;
  stage.read++;
  if (missing) stage.missing++;
  const outcome = loss === undefined ? "kept" : loss.error === undefined ? "rejected" : "failed";
  stage[outcome]++;
  if (outcome === "failed" || missing) return;
  const list = stage.examples[outcome];
  const distance = distanceTo(bound, value);
  if (list.length >= wanted && !(distance < distanceTo(bound, list.at(-1)?.value))) return;
  const at = list.findIndex((example) => distance < distanceTo(bound, example.value));
  const reason = loss === undefined ? {} : { reason: loss.reason };
  list.splice(at === -1 ? list.length : at, 0, { pair, ...(value === undefined ? {} : { value }), ...reason });
  list.length = Math.min(list.length, wanted);
}

function distanceTo(bound: number | undefined, value: RuleValue | undefined): number {
  return bound !== undefined && typeof value === "number" ? Math.abs(value - bound) : 0;
}

function namesOf(groups: string | readonly string[] | undefined): Iterable<string> {
  if (groups === undefined) return [];
  return typeof groups === "string" ? [groups] : new Set(groups);
}

function addTo(byGroup: Map<string, Tally>, group: string, isLost: boolean): void {
  const name = byGroup.has(group) || byGroup.size < MAX_GROUPS ? group : OTHER_GROUPS;
  const tally = byGroup.get(name) ?? { read: 0, lost: 0 };
  tally.read++;
  if (isLost) tally.lost++;
  byGroup.set(name, tally);
}

function lossesOf(byGroup: ReadonlyMap<string, Tally>): GroupLoss[] {
  return [...byGroup]
    .map(([group, { read, lost }]) => ({ group, read, lost, ...wilsonInterval(lost, read) }))
    .sort((a, b) => b.read - a.read || (a.group < b.group ? -1 : 1));
}
