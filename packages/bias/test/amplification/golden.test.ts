// Amplification against numpy, scipy and statsmodels (golden/make_amplifications.py).
import { createGenerator } from "@alt2img/core/random";
import { describe, expect, it } from "vitest";
import {
  amplification,
  amplificationCurve,
  cooccurrenceAmplification,
  directionalAmplification,
  type LabelledItem,
} from "../../src/amplification/index.js";
import golden from "../golden/amplifications.json" with { type: "json" };

type Case = (typeof golden.cases)[number];

/** The same items as `labels` of the script. */
function drawItems(seed: number, { n, attributes, tasks, several }: Case): LabelledItem[] {
  const generator = createGenerator(seed);
  const integers = (high: number): Float64Array => generator.randint(0, high, n);
  const [task, other, luck] = [integers(tasks), integers(attributes), integers(100)];
  const second = several ? [integers(attributes), integers(tasks)] : [];
  return Array.from({ length: n }, (_, i) => ({
    attributes: [luck[i]! < 40 ? task[i]! % attributes : other[i]!, ...(several ? [second[0]![i]!] : [])].map(String),
    tasks: [task[i]!, ...(several ? [second[1]![i]!] : [])].map(String),
  }));
}

describe.each(golden.cases)("$n items with $attributes attributes and $tasks tasks", (expected) => {
  const [training, reference, outputs] = [0, 1, 2].map((i) => drawItems(expected.seed + i, expected)) as [
    LabelledItem[],
    LabelledItem[],
    LabelledItem[],
  ];
  const options = { draws: 0 };

  it.each(["attribute-to-task", "task-to-attribute"] as const)(
    "have numpy's directional amplification %s",
    (direction) => {
      const value = (sets: object, more: object = {}): number =>
        directionalAmplification({ training, outputs, ...sets }, direction, { ...options, ...more }).value;
      expect(value({})).toBeCloseTo(expected[direction].paper, 12);
      expect(value({}, { ties: "zero" })).toBeCloseTo(expected[direction].zero, 12);
      expect(value({ reference })).toBeCloseTo(expected[direction].reference, 12);
    },
  );

  if (expected.cooccurrence !== undefined) {
    it("have numpy's amplification by co-occurrence", () => {
      expect(cooccurrenceAmplification({ training, outputs }, options).value).toBeCloseTo(expected.cooccurrence, 12);
    });
  }
});

it.each(golden.shares)(
  "$outputs against $training has Newcombe's difference, and Donner and Zou's ratio",
  (expected) => {
    const [count, total] = expected.outputs as [number, number];
    const [learned, of] = expected.training as [number, number];
    const { difference, ratio } = amplification({ count, total }, { count: learned, total: of });
    expect([difference.interval.low, difference.interval.high]).toEqual(
      expected.difference.map((x) => expect.closeTo(x, 9)),
    );
    expect([ratio.interval.low, ratio.interval.high]).toEqual(expected.ratio.map((x) => expect.closeTo(x, 9)));
  },
);

it.each(golden.trends)("$counts of $totals at $settings has the trend of scipy's correlation", (expected) => {
  const settings = expected.settings.map((setting, i) => ({
    setting,
    outputs: { count: expected.counts[i]!, total: expected.totals[i]! },
  }));
  const { trend } = amplificationCurve(settings, 0.5);
  expect(trend?.slope).toBeCloseTo(expected.slope, 12);
  expect(trend?.z).toBeCloseTo(expected.z, 10);
  expect(trend?.pValue).toBeCloseTo(expected.pValue, 12);
});
