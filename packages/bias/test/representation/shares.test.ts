import { createRandom } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import {
  calibrate,
  countedShares,
  entropy,
  evenness,
  type Interval,
  jensenShannon,
  type Prediction,
  predictionOf,
  predictValues,
  type Reference,
  shares,
  simultaneousIntervals,
  totalVariation,
} from "../../src/representation/index.js";
import { unmix } from "../../src/representation/unmix.js";
import { drawCounts } from "../../src/statistics/draw.js";

const fruit = ["apple", "pear"];
const sure = (value: number, values: readonly string[] = fruit): Prediction =>
  predictionOf(
    values,
    values.map((_, i) => (i === value ? 0.98 : 0.02 / (values.length - 1))),
  );
const unsure = predictionOf(fruit, [0.51, 0.49]);
const times = <T>(n: number, thing: T): T[] => new Array<T>(n).fill(thing);

/** 8 of 10 apples are taken for apples, 1 of 10 pears; many times over. */
const labelled = (factor: number) => [
  ...times(8 * factor, { label: "apple", prediction: sure(0) }),
  ...times(2 * factor, { label: "apple", prediction: sure(1) }),
  ...times(factor, { label: "pear", prediction: sure(0) }),
  ...times(9 * factor, { label: "pear", prediction: sure(1) }),
];

describe("predictValues", () => {
  const classifier = { classNames: fruit, embeddings: [Float32Array.of(1, 0), Float32Array.of(0.6, 0.8)] };

  it("is a softmax over the scaled cosines", () => {
    const [prediction] = predictValues([Float32Array.of(0, 1)], classifier, { logitScale: Math.log(2) });
    const pear = 1 / (1 + Math.exp(-1.6));
    expect(prediction!.value).toBe("pear");
    expect(prediction!.probability).toBeCloseTo(pear, 6);
    expect(prediction!.margin).toBeCloseTo(2 * pear - 1, 6);
    expect(prediction!.probabilities["apple"]).toBeCloseTo(1 - pear, 6);
  });

  it("refuses embeddings that can't be compared", () => {
    expect(() => predictValues([Float32Array.of(1)], classifier)).toThrow("image 0 has 1 values, that of a text 2");
    expect(() => predictValues([Float32Array.of(Number.NaN, 1)], classifier)).toThrow("isn't finite");
    expect(() => predictValues([Float32Array.of(0, 1)], classifier, { logitScale: 100 })).toThrow(
      "logitScale is 100; give the checkpoint's logit_scale before exp, such as 4.605",
    );
    expect(() => predictValues([], classifier, { logitScale: Number.NaN })).toThrow("logitScale is NaN");
    expect(() => predictValues([], { ...classifier, classNames: ["apple", "apple"] })).toThrow("two or more different");
  });
});

describe("predictionOf", () => {
  it("takes the probabilities of any classifier, also rounded ones", () => {
    expect(predictionOf(["a", "b", "c"], [0.33, 0.33, 0.33]).margin).toBe(0);
    expect(predictionOf(fruit, [0, 1])).toEqual({
      value: "pear",
      probabilities: { apple: 0, pear: 1 },
      probability: 1,
      margin: 1,
    });
  });

  it.each([
    [["a"], [1], "bias/sets", 'The values are ["a"]. Give two or more different ones.'],
    [["a", "a"], [0.5, 0.5], "bias/sets", "Give two or more different ones"],
    [fruit, [1], "bias/sets", "There are 2 values and 1 probability. Give one for each."],
    [fruit, [0.5, 0.3, 0.2], "bias/sets", "There are 2 values and 3 probabilities"],
    [fruit, [Number.NaN, 1], "bias/option", 'The probability of "apple" is NaN; give numbers from 0 to 1.'],
    [fruit, [1.5, -0.5], "bias/option", 'The probability of "apple" is 1.5'],
    [fruit, [0, -0.1], "bias/option", 'The probability of "pear" is -0.1'],
    [fruit, [0.9, 0.9], "bias/option", "The probabilities add up to 1.8; give those of a whole, which add up to 1."],
    [fruit, [0, 0], "bias/option", "The probabilities add up to 0;"],
  ] as const)("refuses %o with %o", (values, probabilities, code, message) => {
    expect(() => predictionOf(values, probabilities)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });
});

describe("simultaneousIntervals", () => {
  it("says that nothing is known of nothing", () => {
    expect(simultaneousIntervals([0, 0], 0.9)).toEqual([
      { low: 0, high: 1, level: 0.9 },
      { low: 0, high: 1, level: 0.9 },
    ]);
  });

  it.each([
    [[], 0.95, "bias/sets", "There are no counts"],
    [[1, Number.NaN], 0.95, "bias/counts", "Count 1 is NaN; counts are whole numbers, 0 or more."],
    [[-1, 2], 0.95, "bias/counts", "Count 0 is -1"],
    [[0.5, 0.5], 0.95, "bias/counts", "Count 0 is 0.5"],
    [[1, Number.POSITIVE_INFINITY], 0.95, "bias/counts", "Count 1 is Infinity"],
    [[1, 2], 95, "bias/option", "level is 95; give a number between 0 and 1, such as 0.95."],
    [[1, 2], 1, "bias/option", "level is 1;"],
    [[1, 2], Number.NaN, "bias/option", "level is NaN;"],
  ] as const)("refuses %o at %o", (counts, level, code, message) => {
    expect(() => simultaneousIntervals(counts, level)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });
});

describe("entropy, evenness and distances", () => {
  it.each([
    [() => entropy([3, 1]), "The shares add up to 4"],
    [() => entropy([0.5, Number.NaN, 0.5]), "Share 1 is NaN"],
    [() => evenness([1.5, -0.5]), "Share 1 is -0.5"],
    [() => totalVariation([0.5, 0.5], [1]), "There are 2 shares, and 1 to compare with"],
    [() => jensenShannon([1], [0.5, 0.5]), "There are 1 shares, and 2 to compare with"],
    [() => jensenShannon([1, 0], [0, Number.NaN]), "Share 1 is NaN"],
  ])("refuse what aren't shares of a whole", (measure, message) => {
    expect(measure).toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^bias\/(?:option|sets)$/),
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe("calibrate", () => {
  it("counts answers and abstentions at each threshold", () => {
    const images = [...labelled(1), { label: "pear", prediction: unsure }];
    const { values, n, thresholds, warnings } = calibrate(images, { thresholds: [0.9, 0] });
    expect([values, n]).toEqual([fruit, { apple: 10, pear: 11 }]);
    expect(thresholds.map(({ threshold, confusion }) => [threshold, confusion])).toEqual([
      [
        0,
        [
          [8, 2, 0],
          [2, 9, 0],
        ],
      ],
      [
        0.9,
        [
          [8, 2, 0],
          [1, 9, 1],
        ],
      ],
    ]);
    expect(thresholds[1]!.coverage.share).toBe(20 / 21);
    expect(thresholds[1]!.accuracy.share).toBe(17 / 20);
    expect(warnings).toEqual([
      'Only 10 labelled images have the value "apple"; label 20 or more.',
      'Only 11 labelled images have the value "pear"; label 20 or more.',
    ]);
  });

  it("can abstain by the margin", () => {
    const { thresholds } = calibrate([...labelled(1), { label: "pear", prediction: unsure }], {
      by: "margin",
      thresholds: [0.1],
    });
    expect(thresholds[0]!.confusion).toEqual([
      [8, 2, 0],
      [1, 9, 1],
    ]);
  });

  it("refuses labels that don't fit, and values without labelled images", () => {
    expect(() => calibrate([])).toThrow(expect.objectContaining({ code: "bias/sets" }));
    expect(() => calibrate([{ label: "toString", prediction: unsure }])).toThrow('The label "toString" is none of');
    expect(() => calibrate([{ label: "pear", prediction: unsure }])).toThrow('No labelled image has the value "apple"');
    expect(() => calibrate(labelled(1), { thresholds: [2] })).toThrow("The thresholds are [2]");
  });
});

describe("calibrate", () => {
  it("refuses a level that isn't one", () => {
    expect(() => calibrate(labelled(1), { level: 2 })).toThrow("level is 2; give a number between 0 and 1");
  });
});

describe("countedShares", () => {
  it("gives what its docstring computes by hand", () => {
    const { n, values, entropy, evenness, reference } = countedShares({ red: 8, green: 4, blue: 4 });
    expect(n).toBe(16);
    expect(values.map(({ share }) => share)).toEqual([0.5, 0.25, 0.25]);
    expect(entropy.value).toBe(1.5);
    expect(evenness.value).toBeCloseTo(0.94639, 5);
    expect(reference.totalVariation.value).toBeCloseTo(1 / 6, 12);
    expect(reference.l1.value).toBeCloseTo(1 / 3, 12);
  });

  it("has Wilson's intervals, as published tables do", () => {
    const { low, high } = countedShares({ red: 3, other: 4 }).values[0]!.interval;
    expect([low, high]).toEqual([expect.closeTo(0.15821986, 7), expect.closeTo(0.74954164, 7)]);
  });

  it("reaches evenness where nothing speaks against it, and doesn't where something does", () => {
    const even = countedShares({ a: 10, b: 9, c: 11 });
    expect(even.reference.pValue).toBeGreaterThan(0.5);
    expect([even.evenness.interval.high, even.reference.totalVariation.interval.low]).toEqual([1, 0]);
    const skewed = countedShares({ a: 28, b: 1, c: 1 });
    expect(skewed.reference.pValue).toBeLessThan(0.001);
    expect(skewed.evenness.interval.high).toBeLessThan(0.9);
    expect(skewed.reference.totalVariation.interval.low).toBeGreaterThan(0.3);
  });

  it("compares with other shares than equal ones", () => {
    const reference = { women: 0.22, men: 0.78 };
    const { pValue, totalVariation: distance } = countedShares({ women: 1, men: 99 }, { reference }).reference;
    expect(pValue).toBeLessThan(0.001);
    expect(distance.value).toBeCloseTo(0.21, 12);
    const impossible = countedShares({ women: 1, men: 99 }, { reference: { women: 0, men: 1 } });
    expect(impossible.reference.pValue).toBeLessThan(0.001);
  });

  it("warns of few things", () => {
    expect(countedShares({ a: 2, b: 1 }).warnings[0]).toContain("3 things are few for 2 values");
    expect(countedShares({ a: 0, b: 1 }).warnings[0]).toContain("1 thing is few for 2 values");
  });

  it("gives the same for the same seed", () => {
    const counts = { a: 30, b: 20, c: 5 };
    expect(countedShares(counts, { seed: 3 })).toEqual(countedShares(counts, { seed: 3 }));
    expect(countedShares(counts, { seed: 3 })).not.toEqual(countedShares(counts, { seed: 4 }));
  });

  it.each([
    [{ a: 1 }, {}, "bias/sets"],
    [{ a: 0, b: 0 }, {}, "bias/counts"],
    [{ a: 1.5, b: 0 }, {}, "bias/counts"],
    [{ a: 1, b: 1 }, { level: 1 }, "bias/option"],
    [{ a: 1, b: 1 }, { draws: 5 }, "bias/option"],
    [{ a: 1, b: 1 }, { reference: { a: 1 } as Reference }, "bias/option"],
    [{ a: 1, b: 1 }, { reference: { a: 0.5, b: 0.4 } }, "bias/option"],
    [{ a: 1, b: 1 }, { reference: { a: 0.5, b: 0.5, c: 0 } }, "bias/option"],
  ] as const)("refuses %o with %o", (counts, options, code) => {
    expect(() => countedShares(counts, options)).toThrow(expect.objectContaining({ code }));
  });
});

describe("shares", () => {
  const forty = [...times(40, sure(0)), ...times(60, sure(1))];

  it("gives what its docstring computes by hand", () => {
    const { values, corrected } = shares(forty, { calibration: calibrate(labelled(1)) });
    expect(corrected).toBe(true);
    expect(values[0]!.share).toBeCloseTo(3 / 7, 6);
    expect(values[0]!.count).toBe(40);
  });

  it("is surer with more labelled images", () => {
    const width = (factor: number): number => {
      const { low, high } = shares(forty, { calibration: calibrate(labelled(factor)) }).values[0]!.interval;
      return high - low;
    };
    expect(width(1)).toBeGreaterThan(1.5 * width(100));
    expect(width(100)).toBeGreaterThan(0.2);
  });

  it("says that the classifier's error wasn't measured", () => {
    const { values, corrected, warnings } = shares(forty);
    expect([values[0]!.share, corrected]).toEqual([0.4, false]);
    expect(warnings[0]).toContain("The classifier's error wasn't measured");
  });

  it("uses abstentions as the calibration does", () => {
    const calibration = calibrate([...labelled(5), ...times(50, { label: "pear", prediction: unsure })], {
      thresholds: [0.9],
    });
    const result = shares([...times(40, sure(0)), ...times(60, unsure)], { calibration });
    expect(result.abstained).toBe(60);
    // Only pears go without an answer, half of them: there are more pears than answers say.
    expect(result.values[1]!.share).toBeGreaterThan(0.5);
  });

  it("warns of images that show none of the values, and of values that look alike", () => {
    const calibration = calibrate(labelled(10), { thresholds: [0.9] });
    const half = shares([...times(50, sure(0)), ...times(50, unsure)], { calibration });
    expect(half.warnings.join()).toContain("The classifier abstains on 50 of 100 images");
    expect(half.values.map(({ share }) => share)).toEqual([expect.closeTo(1, 6), expect.closeTo(0, 6)]);
    const guesses = [0, 1].flatMap((value) => fruit.flatMap((label) => times(20, { label, prediction: sure(value) })));
    expect(shares(forty, { calibration: calibrate(guesses) }).warnings.join()).toContain(
      'The classifier hardly tells "apple" from "pear".',
    );
  });

  it("refuses what doesn't belong together", () => {
    const calibration = calibrate(labelled(1), { thresholds: [0, 0.5] });
    expect(() => shares([], { calibration })).toThrow("There are no predictions");
    expect(() => shares(forty, { calibration, threshold: 0.7 })).toThrow(
      "The threshold is 0.7; the calibration has 0, 0.5.",
    );
    const others = [sure(0, ["red", "green"])];
    expect(() => shares(others, { calibration })).toThrow("Use one classifier for both");
  });

  it("refuses predictions of two classifiers", () => {
    const mixed = [sure(0), sure(0, ["cat", "dog"])];
    const calibration = calibrate(labelled(10));
    for (const options of [{}, { calibration }])
      expect(() => shares(mixed, options)).toThrow('Prediction 1 has the values ["cat","dog"], the first one');
  });

  it("counts millions of things as fast as hundreds", () => {
    const { values, reference } = countedShares({ a: 500_300_000, b: 499_700_000 });
    expect(values[0]!.share).toBeCloseTo(0.5003, 12);
    expect(reference.pValue).toBe(1 / 2001);
  });

  it("takes predictions in another order of values than the calibration's", () => {
    const calibration = calibrate(labelled(1));
    const turned = forty.map(({ value }) => sure(value === "pear" ? 0 : 1, ["pear", "apple"]));
    expect(shares(turned, { calibration }).values.map(({ value, share }) => [value, share])).toEqual([
      ["apple", expect.closeTo(3 / 7, 6)],
      ["pear", expect.closeTo(4 / 7, 6)],
    ]);
  });
});

describe("in simulation", () => {
  const holds = (value: number, { low, high }: Interval): number =>
    low - 1e-9 <= value && value <= high + 1e-9 ? 1 : 0;
  const draws = 200;
  const rounds = 150;

  // By the binomial distribution, an interval of 95 per cent holds the truth in 134 to 150 of 150 rounds with a probability of 99.9 per cent.
  it.each([
    ["two equal shares", [0.5, 0.5], 20],
    ["two shares", [0.7, 0.3], 50],
    ["three shares", [0.6, 0.3, 0.1], 50],
    ["eight shares, two of them 0", [0.4, 0.3, 0.1, 0.1, 0.05, 0.05, 0, 0], 50],
    ["24 equal shares", new Array<number>(24).fill(1 / 24), 60],
  ])("intervals of counts hold the truth for %s", (_, truth, n) => {
    const random = createRandom(1);
    const names = truth.map((_, i) => `value ${i}`);
    const uniform = truth.map(() => 1 / truth.length);
    const held = { share: 0, distance: 0, alarms: 0 };
    for (let round = 0; round < rounds; round++) {
      const drawn = drawCounts(n, truth, random);
      const { values, reference } = countedShares(Object.fromEntries(names.map((name, i) => [name, drawn[i]!])), {
        draws,
        seed: round,
      });
      held.share += holds(truth[0]!, values[0]!.interval);
      held.distance += holds(totalVariation(truth, uniform), reference.totalVariation.interval);
      held.alarms += reference.pValue <= 0.05 ? 1 : 0;
    }
    expect(held.share).toBeGreaterThanOrEqual(134);
    expect(held.distance).toBeGreaterThanOrEqual(134);
    if (totalVariation(truth, uniform) < 1e-9) expect(held.alarms).toBeLessThanOrEqual(16);
  });

  it.each([
    ["two shares", [0.8, 0.2], 0.8, 100, 30],
    ["a share of all", [1, 0], 0.9, 100, 30],
    ["three shares", [0.7, 0.2, 0.1], 0.85, 200, 50],
  ])("corrected intervals hold the truth for %s", (_, truth, right, n, each) => {
    const random = createRandom(2);
    const names = truth.map((_, i) => `value ${i}`);
    const given = truth.map((_, i) => truth.map((_, j) => (i === j ? right : (1 - right) / (truth.length - 1))));
    const outcomes = truth.map((_, j) => truth.reduce((sum, share, i) => sum + share * given[i]![j]!, 0));
    const answers = (total: number, shares: readonly number[]): Prediction[] =>
      [...drawCounts(total, shares, random)].flatMap((count, value) => times(count, sure(value, names)));
    const held = { corrected: 0, answers: 0 };
    for (let round = 0; round < rounds; round++) {
      const images = names.flatMap((label, i) => answers(each, given[i]!).map((prediction) => ({ label, prediction })));
      const calibration = calibrate(images, { thresholds: [0] });
      const predictions = answers(n, outcomes);
      held.corrected += holds(truth[0]!, shares(predictions, { calibration, draws, seed: round }).values[0]!.interval);
      held.answers += holds(truth[0]!, shares(predictions, { draws: 100 }).values[0]!.interval);
    }
    expect(held.corrected).toBeGreaterThanOrEqual(134);
    // What is measured without a calibration misses it far too often.
    expect(held.answers).toBeLessThan(120);
  });
});

describe("unmix", () => {
  it("gives the shares that outcomes were mixed from, also for many classes", () => {
    const truth = [0.3, 0.25, 0.2, 0.15, 0.1];
    const given = truth.map((_, i) => truth.map((_, j) => (i === j ? 0.6 : 0.1)));
    const outcomes = truth.map((_, j) => truth.reduce((sum, share, i) => sum + share * given[i]![j]!, 0));
    expect([...unmix(outcomes, given)]).toEqual(truth.map((share) => expect.closeTo(share, 6)));
  });

  it("leaves out an outcome that no class gives", () => {
    const given = [
      [0.8, 0.2, 0],
      [0.1, 0.9, 0],
    ];
    expect([...unmix([40, 60, 100], given)]).toEqual([expect.closeTo(3 / 7, 6), expect.closeTo(4 / 7, 6)]);
    expect([...unmix([0, 0, 5], given)]).toEqual([0.5, 0.5]);
  });

  it("gives 0 rather than less", () => {
    const [apples, pears] = unmix(
      [2, 98],
      [
        [0.8, 0.2],
        [0.1, 0.9],
      ],
    );
    expect(apples).toBeCloseTo(0, 5);
    expect(pears).toBeCloseTo(1, 5);
  });
});
