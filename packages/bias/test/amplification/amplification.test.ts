import { createRandom } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import {
  amplification,
  amplificationCurve,
  cooccurrenceAmplification,
  directionalAmplification,
  type Interval,
  type LabelledItem,
} from "../../src/amplification/index.js";
import { drawCounts } from "../../src/statistics/draw.js";

/** So many items of each colour and fruit. */
const fruit = (counts: Readonly<Record<string, number>>): LabelledItem[] =>
  Object.entries(counts).flatMap(([key, count]) => {
    const [colour, name] = key.split(" ") as [string, string];
    return Array.from({ length: count }, () => ({ attributes: [colour], tasks: [name] }));
  });
const training = fruit({ "red apple": 6, "green apple": 4, "red pear": 4, "green pear": 6 });
const outputs = fruit({ "red apple": 9, "green apple": 1, "red pear": 4, "green pear": 6 });

describe("amplification", () => {
  it("gives what its docstring computes by hand", () => {
    const { outputs, training, difference, ratio, n, warnings } = amplification(
      { count: 30, total: 40 },
      { count: 50, total: 100 },
    );
    expect([difference.value, ratio.value]).toEqual([0.25, 1.5]);
    expect(outputs.interval.low).toBeCloseTo(0.59806, 5);
    expect(training.interval.high).toBeCloseTo(0.59617, 5);
    expect(difference.interval).toEqual({
      low: expect.closeTo(0.0702, 4),
      high: expect.closeTo(0.3947, 4),
      level: 0.95,
    });
    expect([n, warnings]).toEqual([{ outputs: 40, training: 100 }, []]);
  });

  it("takes a known share as certain, and an estimated one with its interval", () => {
    const known = amplification({ count: 30, total: 40 }, 0.5);
    expect(known.difference.interval.low).toBeCloseTo(0.09806, 5);
    expect(known.ratio.interval.low).toBeCloseTo(2 * 0.59806, 4);
    expect(known.n).toEqual({ outputs: 40 });
    const estimated = { share: 0.75, interval: { low: 0.5, high: 0.9, level: 0.95 } };
    expect(amplification(estimated, 0.5).difference.interval.low).toBeCloseTo(0, 12);
  });

  it("says that there is no ratio to 0", () => {
    const { ratio, warnings } = amplification({ count: 3, total: 4 }, { count: 0, total: 10 });
    expect([ratio.value, ratio.interval.high]).toEqual([Infinity, Infinity]);
    expect(ratio.interval.low).toBeGreaterThan(0);
    expect(warnings).toEqual(["The share in the training data is 0, so there is no ratio."]);
    expect(amplification({ count: 0, total: 4 }, 0.5).ratio.interval.low).toBe(0);
  });

  it.each([
    [{ count: 5, total: 4 }, 0.5, {}, "The outputs are 5 of 4"],
    [{ count: 0, total: 0 }, 0.5, {}, "The outputs are 0 of 0"],
    [0.5, 1.5, {}, "The share of the training is 1.5"],
    [0.5, 0.5, { level: 95 }, "level is 95"],
    [
      { share: 0.5, interval: { low: 0, high: 1, level: 0.9 } },
      0.5,
      {},
      "The level is 0.95, that of the outputs' interval 0.9",
    ],
  ] as const)("refuses %o and %o with %o", (first, second, options, message) => {
    expect(() => amplification(first, second, options)).toThrow(message);
  });
});

describe("amplificationCurve", () => {
  const points = [1, 2, 3].map((setting) => ({ setting, outputs: { count: 5 * setting, total: 20 } }));

  it("gives what its docstring computes by hand", () => {
    const { points: curve, trend } = amplificationCurve(points, 0.25);
    expect(curve.map(({ setting, difference }) => [setting, difference.value])).toEqual([
      [1, 0],
      [2, 0.25],
      [3, 0.5],
    ]);
    expect(trend).toEqual({ slope: 0.25, z: expect.closeTo(3.16228, 5), pValue: expect.closeTo(0.00157, 5) });
  });

  it("has no trend over names, over shares without counts, or at one setting", () => {
    expect(
      amplificationCurve([{ setting: "ddim", outputs: { count: 1, total: 2 } }, points[0]!], 0.5).trend,
    ).toBeUndefined();
    expect(amplificationCurve([{ setting: 1, outputs: 0.5 }, points[1]!], 0.5).trend).toBeUndefined();
    expect(amplificationCurve(points.slice(1, 2), 0.5).trend).toBeUndefined();
  });

  it("has a p-value above 0 for the steepest trends", () => {
    const outputs = [0, 100, 200].map((count, i) => ({ setting: i, outputs: { count, total: 200 } }));
    const { trend } = amplificationCurve(outputs, 0.5);
    // z² = 400, and 2 Φ(−20) = 5.507e-89 (Abramowitz and Stegun 26.2.12 for large z).
    expect(trend!.z).toBeCloseTo(20, 10);
    expect(trend!.pValue / 5.507e-89).toBeCloseTo(1, 3);
  });

  it("refuses settings that aren't finite", () => {
    const outputs = { count: 1, total: 2 };
    expect(() => amplificationCurve([{ setting: Number.NaN, outputs }], 0.5)).toThrow("aren't finite");
  });

  it("finds no trend in outputs that are all alike", () => {
    const all = points.map(({ setting }) => ({ setting, outputs: { count: 20, total: 20 } }));
    expect(amplificationCurve(all, 0.5).trend).toEqual({ slope: 0, z: 0, pValue: 1 });
  });

  it("refuses a setting twice, and none", () => {
    expect(() => amplificationCurve([points[0]!, points[0]!], 0.5)).toThrow("The settings are [1,1]");
    expect(() => amplificationCurve([], 0.5)).toThrow(expect.objectContaining({ code: "bias/sets" }));
  });
});

describe("directionalAmplification", () => {
  it("gives what its docstring computes by hand", () => {
    const { value, cells, n, interval } = directionalAmplification({ training, outputs }, "task-to-attribute");
    expect(value).toBeCloseTo(0.15, 12);
    expect(cells[0]).toEqual({
      ...{ attribute: "red", task: "apple", correlation: 1, reference: 0.6, outputs: 0.9 },
      amplification: expect.closeTo(0.3, 12),
    });
    expect(n).toEqual({ training: 20, reference: 20, outputs: 20 });
    expect(interval!.low).toBeLessThan(0.15);
    expect(interval!.high).toBeGreaterThan(0.15);
  });

  it("tells the directions apart", () => {
    // Half as many red things as apples; P(apple | red) moves from 6/10 to 9/13, P(apple | green) from 4/10 to 1/7.
    const { value } = directionalAmplification({ training, outputs }, "attribute-to-task");
    expect(value).toBeCloseTo((2 * (9 / 13 - 0.6) + 2 * (0.4 - 1 / 7)) / 4, 12);
  });

  it("counts ties as the paper's formula or as its authors' program", () => {
    const even = fruit({ "red apple": 5, "green apple": 5, "red pear": 5, "green pear": 5 });
    const sets = { training: even, outputs };
    const paper = directionalAmplification(sets, "task-to-attribute");
    expect(paper.cells.map(({ correlation }) => correlation)).toEqual([-1, -1, -1, -1]);
    const zero = directionalAmplification(sets, "task-to-attribute", { ties: "zero" });
    expect(zero.cells.map((cell) => cell.amplification)).toEqual([0, 0, 0, 0]);
    expect(zero.interval).toBeUndefined();
  });

  it("leaves out what is never given, and says so", () => {
    const more = [...training, { attributes: ["red"], tasks: ["cherry"] }];
    const { value, warnings } = directionalAmplification(
      { training: more, reference: training, outputs },
      "task-to-attribute",
    );
    expect(value).toBeCloseTo(0.15, 12);
    expect(warnings).toEqual(["2 of 6 pairs are left out, since what is given never comes up in one of the sets."]);
  });

  it("draws its interval by the seed if an output has several attributes", () => {
    const several = outputs.map((item, i) => (i % 3 === 0 ? { ...item, attributes: ["red", "green"] } : item));
    const interval = (seed: number) =>
      directionalAmplification({ training, outputs: several }, "task-to-attribute", { seed }).interval;
    const { value } = directionalAmplification({ training, outputs: several }, "task-to-attribute", { draws: 0 });
    expect(interval(1)!.low).toBeLessThan(value);
    expect(interval(1)!.high).toBeGreaterThan(value);
    expect(interval(1)).toEqual(interval(1));
    expect(interval(1)).not.toEqual(interval(2));
  });

  it("has an interval for outputs that are all alike, too", () => {
    const red = fruit({ "red apple": 10, "red pear": 10 });
    const { interval } = directionalAmplification({ training, outputs: red }, "task-to-attribute");
    expect(interval!.high - interval!.low).toBeGreaterThan(0.1);
  });

  it("refuses sets that have nothing in common", () => {
    const others = fruit({ "blue plum": 3 });
    expect(() => directionalAmplification({ training, outputs: others }, "task-to-attribute")).toThrow(
      "Use the same names in both",
    );
    expect(() => directionalAmplification({ training, outputs: [] }, "task-to-attribute")).toThrow(
      "20 training items and 0 outputs",
    );
    expect(() => directionalAmplification({ training, outputs }, "task-to-attribute", { draws: -1 })).toThrow(
      "draws is -1",
    );
    expect(() => directionalAmplification({ training, outputs }, "task-to-attribute", { level: 2 })).toThrow(
      "level is 2",
    );
  });
});

describe("cooccurrenceAmplification", () => {
  it("gives what its docstring computes by hand", () => {
    const { value, pairs } = cooccurrenceAmplification({ training, outputs });
    expect(value).toBeCloseTo(0.15, 12);
    expect(pairs.map(({ attribute, task }) => `${attribute} ${task}`)).toEqual(["red apple", "green pear"]);
  });

  it("says which tasks it leaves out, and refuses several attributes", () => {
    const more = [...outputs, { attributes: ["red"], tasks: ["cherry"] }];
    expect(cooccurrenceAmplification({ training, outputs: more }).warnings).toEqual([
      "1 of 3 tasks are left out, since they are in one of the sets only.",
    ]);
    const both = [{ attributes: ["red", "green"], tasks: ["apple"] }];
    expect(() => cooccurrenceAmplification({ training, outputs: both })).toThrow(
      'An item has the attributes ["red","green"]',
    );
    expect(() => cooccurrenceAmplification({ training, outputs: fruit({ "red plum": 1 }) })).toThrow(
      "No task is in both",
    );
  });
});

describe("in simulation", () => {
  const rounds = 300;
  const holds = (value: number, interval: Interval | undefined): number =>
    interval !== undefined && interval.low <= value && value <= interval.high ? 1 : 0;
  // By the binomial distribution, 95 per cent of 300 rounds are 273 to 296 with a probability of 99.9 per cent.

  it.each([
    [0.5, 40, 0.5, 200],
    [0.9, 20, 0.6, 50],
    [0.05, 60, 0.02, 1000],
  ])("intervals of %d among %d against %d among %d hold the truth", (p, n, q, m) => {
    const random = createRandom(3);
    const held = { difference: 0, ratio: 0 };
    for (let round = 0; round < rounds; round++) {
      const count = (total: number, share: number) => ({
        count: drawCounts(total, [share, 1 - share], random)[0]!,
        total,
      });
      const result = amplification(count(n, p), count(m, q));
      held.difference += holds(p - q, result.difference.interval);
      held.ratio += holds(p / q, result.ratio.interval);
    }
    expect(held.difference).toBeGreaterThanOrEqual(273);
    expect(held.ratio).toBeGreaterThanOrEqual(273);
  });

  it("finds a trend in one of 20 curves without one", () => {
    const random = createRandom(4);
    let alarms = 0;
    for (let round = 0; round < rounds; round++) {
      const settings = [1, 3, 5, 7].map((setting) => ({
        setting,
        outputs: { count: drawCounts(50, [0.3, 0.7], random)[0]!, total: 50 },
      }));
      if (amplificationCurve(settings, 0.3).trend!.pValue <= 0.05) alarms++;
    }
    expect(alarms).toBeGreaterThanOrEqual(4);
    expect(alarms).toBeLessThanOrEqual(27);
  });

  it("intervals of both measures hold 0 for outputs like the training data", () => {
    const random = createRandom(5);
    const held = { directional: 0, cooccurrence: 0 };
    const tasks = [0.9, 0.7, 0.5, 0.4, 0.2];
    const drawn = (n: number, shares: readonly number[]): LabelledItem[] =>
      shares.flatMap((share, i) => {
        const red = drawCounts(n, [share, 1 - share], random)[0]!;
        return fruit({ [`red task${i}`]: red, [`green task${i}`]: n - red });
      });
    const known = tasks.flatMap((share, i) =>
      fruit({ [`red task${i}`]: 100 * share, [`green task${i}`]: 100 - 100 * share }),
    );
    for (let round = 0; round < rounds; round++) {
      const sets = { training: known, outputs: drawn(30, tasks) };
      const options = { draws: 300, seed: round };
      held.directional += holds(0, directionalAmplification(sets, "task-to-attribute", options).interval);
      held.cooccurrence += holds(0, cooccurrenceAmplification(sets, options).interval);
    }
    expect(held.directional).toBeGreaterThanOrEqual(273);
    expect(held.cooccurrence).toBeGreaterThanOrEqual(273);
  });
});
