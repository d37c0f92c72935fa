import type { Prediction } from "@alt2img/bias/representation";
import { expect, it } from "vitest";
import { sharesOf } from "../../src/bias-grid/shares-of.js";

const taken = (value: "red" | "green"): Prediction => ({
  value,
  probabilities: { red: value === "red" ? 0.9 : 0.1, green: value === "green" ? 0.9 : 0.1 },
  probability: 0.9,
  margin: 0.8,
});
const answers = [...Array.from({ length: 6 }, () => taken("red")), ...Array.from({ length: 4 }, () => taken("green"))];

it("gives the shares of the answers as long as their error isn't known", () => {
  const [found] = sharesOf([answers], [{ label: "red", prediction: taken("red") }]);
  expect(found!.corrected).toBe(false);
  expect(found!.values.find(({ value }) => value === "red")).toMatchObject({ count: 6, share: 0.6 });
});

it("corrects them by pictures that somebody labelled", () => {
  // Half of the green ones are taken for red: 0.6 = x + (1 − x) / 2, so x is 0.2.
  const labelled = [
    ...Array.from({ length: 4 }, () => ({ label: "red", prediction: taken("red") })),
    { label: "green", prediction: taken("green") },
    { label: "green", prediction: taken("red") },
  ];
  const [found] = sharesOf([answers], labelled);
  expect(found!.corrected).toBe(true);
  const red = found!.values.find(({ value }) => value === "red")!;
  expect(red.count).toBe(6);
  expect(red.share).toBeCloseTo(0.2, 6);
  expect(red.interval.low).toBeLessThanOrEqual(0.2);
});
