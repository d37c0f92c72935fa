/**
 * The shares of classes that make these outcomes likeliest, if each class gives the outcomes with known probabilities: the correction
 * of shares for a classifier's error. For two classes it is Rogan and Gladen's estimate, cut to [0, 1].
 *
 * @param outcomes how often each outcome came up; one that no class gives says nothing and is left out
 * @param given `given[i][j]`: the probability of the outcome `j` in the class `i`
 * @returns the classes' shares, by the EM algorithm: to about 1e-6
 * @see Rogan and Gladen 1978, https://doi.org/10.1093/oxfordjournals.aje.a112510
 * @see King and Lu 2008, "Verbal autopsy methods with multiple causes of death", https://doi.org/10.1214/07-STS247
 */
export function unmix(outcomes: ArrayLike<number>, given: readonly ArrayLike<number>[]): Float64Array {
  const isPossible = (outcome: number): boolean => given.some((row) => row[outcome]! > 0);
  const total = Array.from(outcomes).reduce((sum, count, j) => (isPossible(j) ? sum + count : sum), 0);
  if (total === 0) return new Float64Array(given.length).fill(1 / given.length);
  let shares = new Float64Array(given.length).fill(1 / given.length);
  for (let round = 0; round < 20_000; round++) {
    // Two steps of EM and a leap along their direction (SQUAREM, Varadhan and Roland 2008), where EM creeps.
    const once = step(shares, outcomes, total, given);
    const twice = step(once, outcomes, total, given);
    let [first, second] = [0, 0];
    for (let i = 0; i < shares.length; i++) {
      first += (once[i]! - shares[i]!) ** 2;
      second += (twice[i]! - 2 * once[i]! + shares[i]!) ** 2;
    }
    if (first < 1e-18) return twice;
    const length = -Math.sqrt(first / second);
    const leapt =
      second > 0 && length < -1
        ? shares.map((share, i) => {
            const [r, v] = [once[i]! - share, twice[i]! - 2 * once[i]! + share];
            return share - 2 * length * r + length * length * v;
          })
        : twice;
    const sum = leapt.reduce((all, share) => all + share, 0);
    // A share of 0 would stay one; a leap that leaves the simplex is no better than two steps.
    shares = leapt.every((share) => share > 0) ? leapt.map((share) => share / sum) : twice;
  }
  return shares;
}

function step(
  shares: Float64Array<ArrayBuffer>,
  outcomes: ArrayLike<number>,
  total: number,
  given: readonly ArrayLike<number>[],
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(shares.length);
  for (let j = 0; j < outcomes.length; j++) {
    if (outcomes[j] === 0) continue;
    const expected = expectedOutcome(shares, given, j);
    if (expected === 0) continue;
    for (let i = 0; i < shares.length; i++)
      next[i]! += (shares[i]! * given[i]![j]! * outcomes[j]!) / (total * expected);
  }
  return next;
}

/** How often the outcome `j` comes up, if the classes have these shares. */
export function expectedOutcome(shares: ArrayLike<number>, given: readonly ArrayLike<number>[], j: number): number {
  let sum = 0;
  for (let i = 0; i < given.length; i++) sum += shares[i]! * given[i]![j]!;
  return sum;
}
