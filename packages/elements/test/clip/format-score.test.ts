import { expect, it } from "vitest";
import { formatScore, percent, signed } from "../../src/clip/format-score.js";

it("writes scores with a minus sign, and never −0.00", () => {
  expect(formatScore(-0.084, "cosine")).toBe("−0.08");
  expect(formatScore(25.34, "logit")).toBe("25.3");
  expect(formatScore(0.874, "probability")).toBe("87%");
  expect(signed(-0.004, 2)).toBe("0.00");
  expect([0.000_4, 0.004, 0.0996, 1].map((share) => percent(share))).toEqual(["< 0.1%", "0.4%", "10%", "100%"]);
});

it("writes them as German does", () => {
  expect(formatScore(-0.084, "cosine", "de")).toBe("−0,08");
  expect(percent(0.004, "de")).toBe("0,4\u00a0%");
});
