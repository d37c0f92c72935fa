import { type Amplification, amplification } from "@alt2img/bias/amplification";
import { wilsonInterval } from "@alt2img/core";

/** How many of a model's pictures look like something. Plain data. */
export type LookShare = {
  /** As in the attribute `model`; `""` for the tiny Stable Diffusion. */
  readonly model: string;
  /** How many of its pictures were counted for this. */
  readonly count: number;
  /** Of how many that were looked at. */
  readonly total: number;
  /** From 0 to 1; of a program’s answers, corrected by those of its pictures that the viewer labelled. */
  readonly share: number;
  /** Where the true share lies with 95 per cent. */
  readonly low: number;
  readonly high: number;
};

/** What pictures look like, by model. Plain data. */
export type LookCount = {
  /** One of the labels; `undefined` for none of them. */
  readonly label: string | undefined;
  /** One for each model. Models without a counted picture are left out. */
  readonly shares: readonly LookShare[];
  /** The second model's share less the first's, from −1 to 1, with its interval of 95 per cent. */
  readonly difference: Amplification["difference"] | undefined;
};

/** What somebody said about one of a model's pictures: a label, or `undefined` for none of them. */
export type Look = { readonly model: string; readonly label: string | undefined };

/**
 * Counts looks, with Wilson's intervals of the shares and Newcombe's of their difference.
 *
 * @param labels also those that nobody gave
 */
export function countLooks(looks: readonly Look[], labels: readonly string[], models: readonly string[]): LookCount[] {
  return [...labels, undefined].map((label): LookCount => {
    const shares = models.flatMap((model): LookShare[] => {
      const own = looks.filter((look) => look.model === model);
      if (own.length === 0) return [];
      const count = own.filter((look) => look.label === label).length;
      return [{ model, count, total: own.length, ...wilsonInterval(count, own.length) }];
    });
    return { label, shares, difference: differenceOf(shares) };
  });
}

/** The second share less the first. */
export function differenceOf([first, second]: readonly LookShare[]): LookCount["difference"] {
  if (first === undefined || second === undefined) return undefined;
  const estimate = ({ share, low, high }: LookShare) => ({ share, interval: { low, high, level: 0.95 } });
  return amplification(estimate(second), estimate(first)).difference;
}
