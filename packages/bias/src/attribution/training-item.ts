import { termFinder } from "@alt2img/core/terms";
import { biasError } from "../bias-error.js";

/** What is known about a training image. */
export type TrainingItem = {
  readonly captions: readonly string[];
  /** How often it comes with each caption in training. Equal shares of 1 if left out. */
  readonly weights?: readonly number[] | undefined;
  /** Absolute URL of the page that it is from. */
  readonly pageUrl?: string | undefined;
  /** The data set, vendor or author that it is from. */
  readonly source?: string | undefined;
};

/**
 * How often each item comes in training with a caption that matches: what a model sees of it that learns what to draw for that
 * prompt. 0 for an item without such a caption.
 *
 * @throws Alt2imgError `bias/counts` for an item with another number of weights than captions, or a weight below 0
 */
export function captionMass(items: readonly TrainingItem[], matches: (caption: string) => boolean): number[] {
  return items.map(({ captions, weights }, i) => {
    const own = weights ?? captions.map(() => 1 / captions.length);
    if (own.length !== captions.length || own.some((weight) => !(weight >= 0 && Number.isFinite(weight))))
      throw biasError("counts", `Item ${i} has ${captions.length} captions; give as many weights, each of at least 0.`);
    return own.reduce((mass, weight, c) => (matches(captions[c]!) ? mass + weight : mass), 0);
  });
}

/**
 * A predicate for items of which a caption has any of these terms, by whole words, as in `termFinder` of `@alt2img/core/terms`.
 *
 * @throws Alt2imgError `core/term`
 */
export function captionsWith(terms: Iterable<string>): (item: Pick<TrainingItem, "captions">) => boolean {
  const find = termFinder(terms);
  return ({ captions }) => captions.some((caption) => find(caption).length > 0);
}
