import { Alt2imgError } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";

/**
 * `count` different integers in [0, total), in rising order, each set of them as likely as any other; all if there are fewer.
 * Floyd's method: the work depends on `count` and not on `total`.
 *
 * @throws Alt2imgError `dataset/sample` unless `count` is a whole number, 0 or more; `core/seed`
 * @see Bentley and Floyd 1987, Programming pearls: a sample of brilliance, https://doi.org/10.1145/30401.315746
 */
export function sampleNumbers(seed: number | bigint, count: number, total: number): number[] {
  if (!(Number.isInteger(count) && count >= 0)) {
    throw new Alt2imgError("dataset/sample", `The count is ${count}; it must be a whole number, 0 or more.`);
  }
  const random = createGenerator(seed);
  const wanted = Math.min(count, total);
  const chosen = new Set<number>();
  for (let last = total - wanted; last < total; last++) {
    const number = random.randint(0, last + 1, 1)[0]!;
    chosen.add(chosen.has(number) ? last : number);
  }
  return [...chosen].sort((a, b) => a - b);
}
