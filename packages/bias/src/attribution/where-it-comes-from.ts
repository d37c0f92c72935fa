import { createRandom, type Embedding } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { domainOfCaption } from "../captions/caption.js";
import { bootstrapInterval, type Interval } from "../statistics/bootstrap-interval.js";
import { mean } from "../statistics/moments.js";
import { type NearestOptions, nearestItems } from "./nearest-items.js";
import type { TrainingItem } from "./training-item.js";

export type WhereOptions = Omit<NearestOptions, "count"> & {
  /** Embeddings of generated pictures. */
  readonly outputs: readonly Embedding[];
  /** Whether each of them has the attribute whose share is to be explained. */
  readonly has: readonly boolean[];
  readonly training: {
    /** Of the training images, by the same model. */
    readonly embeddings: readonly Embedding[];
    /** What is known about each of them. */
    readonly items: readonly TrainingItem[];
  };
  /** How many training images stand for an output. Default 5. */
  readonly neighbours?: number | undefined;
  /** How many captions, domains, sources and rows are returned: those with the largest shares. Default 20. */
  readonly most?: number | undefined;
  /** How many bootstrap draws the intervals take; 0 for no intervals. Default 1,000. */
  readonly draws?: number | undefined;
  /** The intervals' confidence level, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
  /** Of the bootstrap. Default 0. */
  readonly seed?: number | bigint | undefined;
};

/** What carries a share: a caption, domain, source or training image. */
export type Origin = {
  readonly name: string;
  /** Of what is nearest to the outputs with the attribute, how much is from there: from 0 to 1. */
  readonly share: number;
  /** From a bootstrap over the outputs. Left out if there are fewer than 3, or if all are alike. */
  readonly interval?: Interval;
  /** The same share for the outputs without the attribute; 0 if there are none. */
  readonly otherShare: number;
  /** How many of the outputs with the attribute have any of it among their neighbours. */
  readonly outputs: number;
};

/** Where a share in the outputs comes from. Plain data; the largest shares first. */
export type Origins = {
  /** How many outputs have the attribute, and how many don't. */
  readonly n: { readonly with: number; readonly without: number };
  /** Weighted by how often the image comes with each caption. */
  readonly captions: readonly Origin[];
  /** Host names of pages. Items without a page are in none. */
  readonly domains: readonly Origin[];
  readonly sources: readonly Origin[];
  /** The training images themselves, named by their index. */
  readonly rows: readonly Origin[];
  readonly warnings: readonly string[];
};

/**
 * The training captions, pages and sources that carry a share in the outputs: each output stands for its nearest training images, and
 * those are counted. `share` is the mean over the outputs with the attribute, of which each counts 1.
 *
 * Compare `share` with `otherShare`: what is near to all outputs doesn't explain an attribute. Nearness isn't a cause; for that, draw
 * the same seeds without those items (`counterfactual`), or train without them.
 *
 * @throws Alt2imgError `bias/sets` if lists that belong together have other lengths; `bias/vector`; `bias/counts` for weights of
 *   captions below 0 or another number of them; `bias/option`; `core/seed`; the signal's reason
 */
export async function whereItComesFrom({
  outputs,
  has,
  training: { embeddings, items },
  neighbours = 5,
  most = 20,
  draws = 1000,
  level = 0.95,
  seed = 0,
  ...options
}: WhereOptions): Promise<Origins> {
  if (has.length !== outputs.length)
    throw biasError(
      "sets",
      `There are ${outputs.length} outputs, and ${has.length} answers whether they have the attribute.`,
    );
  if (items.length !== embeddings.length)
    throw biasError("sets", `There are ${embeddings.length} training embeddings of ${items.length} items.`);
  if (items.length === 0) throw biasError("sets", "There are no training items; give at least one.");
  for (const [name, value, least] of [
    ["most", most, 1],
    ["draws", draws, 0],
  ] as const) {
    if (!(Number.isSafeInteger(value) && value >= least))
      throw biasError("option", `${name} is ${value}; give a whole number, ${least} or more.`);
  }
  if (!(level > 0 && level < 1))
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);

  const near = await nearestItems(outputs, embeddings, { ...options, count: neighbours });
  const n = { with: has.filter((each) => each).length, without: has.filter((each) => !each).length };
  const random = createRandom(seed);
  /** @param carries what an item is made of, with shares of at most 1 together */
  const origins = (carries: (item: TrainingItem, index: number) => Iterable<readonly [string, number]>): Origin[] => {
    const tallies = new Map<string, Float64Array>();
    for (const [output, list] of near.entries()) {
      for (const { index } of list) {
        for (const [name, share] of carries(items[index]!, index)) {
          let tally = tallies.get(name);
          if (tally === undefined) tallies.set(name, (tally = new Float64Array(outputs.length)));
          tally[output]! += share / list.length;
        }
      }
    }
    return [...tallies]
      .map(([name, tally]) => {
        const own = tally.filter((_, i) => has[i]);
        const other = tally.filter((_, i) => !has[i]);
        return { name, own, share: mean(own), otherShare: other.length === 0 ? 0 : mean(other) };
      })
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share)
      .slice(0, most)
      .map(({ name, own, share, otherShare }) => {
        const interval =
          own.length < 3 || draws === 0
            ? undefined
            : bootstrapInterval([own], ([values]) => mean(values!), { draws, level, random });
        const with1 = own.filter((value) => value > 0).length;
        return { name, share, ...(interval === undefined ? {} : { interval }), otherShare, outputs: with1 };
      });
  };
  const warnings =
    n.with === 0 ? ["No output has the attribute."] : n.with < 20 ? [`Only ${n.with} outputs have the attribute.`] : [];
  return {
    n,
    captions: origins(captionShares),
    domains: origins(({ pageUrl }) => once(pageUrl === undefined ? undefined : domainOfCaption({ text: "", pageUrl }))),
    sources: origins(({ source }) => once(source)),
    rows: origins((_, index) => once(`${index}`)),
    warnings,
  };
}

const once = (name: string | undefined): (readonly [string, number])[] => (name === undefined ? [] : [[name, 1]]);

function captionShares({ captions, weights }: TrainingItem, index: number): (readonly [string, number])[] {
  const own = weights ?? captions.map(() => 1);
  if (own.length !== captions.length || own.some((weight) => !(weight >= 0 && Number.isFinite(weight))))
    throw biasError(
      "counts",
      `Item ${index} has ${captions.length} captions; give as many weights, each of at least 0.`,
    );
  const sum = own.reduce((total, weight) => total + weight, 0);
  return sum === 0 ? [] : captions.map((caption, c) => [caption, own[c]! / sum]);
}
