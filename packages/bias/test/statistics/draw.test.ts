import { createRandom } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { drawCounts } from "../../src/statistics/draw.js";

describe("drawCounts", () => {
  it.each([200, 1001, 5000, 1_000_000_000])(
    "of %i draws has the means and variances of a multinomial distribution",
    (n) => {
      const shares = [0.5, 0.3, 0.2, 0];
      const random = createRandom(1);
      const rounds = 4000;
      const draws = Array.from({ length: rounds }, () => drawCounts(n, shares, random));
      for (const counts of draws) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n);
      for (const [i, share] of shares.entries()) {
        const mean = draws.reduce((sum, counts) => sum + counts[i]!, 0) / rounds;
        const variance = draws.reduce((sum, counts) => sum + (counts[i]! - mean) ** 2, 0) / rounds;
        const expected = n * share * (1 - share);
        // Four standard errors.
        expect(Math.abs(mean - n * share)).toBeLessThanOrEqual(4 * Math.sqrt(expected / rounds));
        expect(Math.abs(variance - expected)).toBeLessThanOrEqual(4 * expected * Math.sqrt(2 / rounds));
      }
    },
  );
});
