import type { ImageTextPair } from "@alt2img/core";
import { type GroupLoss, type GroupOf, wilsonInterval } from "@alt2img/dataset/funnel";

/** Which pairs are in which groups, as lists of equal length: pair `pairs[i]` is in group `members[i]`. Plain data. */
export type Grouping = {
  readonly name: string;
  readonly groups: readonly string[];
  readonly pairs: Uint32Array;
  readonly members: Uint32Array;
};

export function groupPairs(name: string, pairs: readonly ImageTextPair[], groupOf: GroupOf): Grouping {
  const numbers = new Map<string, number>();
  const inPairs: number[] = [];
  const members: number[] = [];
  for (const [i, pair] of pairs.entries()) {
    const found = groupOf(pair) ?? [];
    for (const group of typeof found === "string" ? [found] : found) {
      let number = numbers.get(group);
      if (number === undefined) numbers.set(group, (number = numbers.size));
      inPairs.push(i);
      members.push(number);
    }
  }
  return { name, groups: [...numbers.keys()], pairs: Uint32Array.from(inPairs), members: Uint32Array.from(members) };
}

/**
 * How many pairs of each group are lost, the largest groups first.
 *
 * @param shown 1 for each pair that counts; all do without it
 */
export function lossesOf({ groups, pairs, members }: Grouping, lostAt: Uint16Array, shown?: Uint8Array): GroupLoss[] {
  const read = new Uint32Array(groups.length);
  const lost = new Uint32Array(groups.length);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]!;
    if (shown !== undefined && shown[pair] === 0) continue;
    const group = members[i]!;
    read[group]!++;
    if (lostAt[pair] !== 0) lost[group]!++;
  }
  return groups
    .map((group, i) => ({ group, read: read[i]!, lost: lost[i]!, i }))
    .filter((each) => each.read > 0)
    .sort((a, b) => b.read - a.read || a.i - b.i)
    .map(({ group, read: all, lost: gone }) => ({ group, read: all, lost: gone, ...wilsonInterval(gone, all) }));
}

/** Takes those pairs out of `shown` that aren't in the group. */
export function keepGroup({ groups, pairs, members }: Grouping, group: string, shown: Uint8Array): void {
  const wanted = groups.indexOf(group);
  const inside = new Uint8Array(shown.length);
  for (let i = 0; i < pairs.length; i++) if (members[i] === wanted) inside[pairs[i]!] = 1;
  for (let i = 0; i < shown.length; i++) shown[i]! &= inside[i]!;
}
