import { describe, expect, it } from "vitest";
import {
  type AssociationOptions,
  imageConcept,
  lookedUpConcept,
  multilevelTest,
  sentences,
  singleTargetTest,
  textConcept,
  weat,
} from "../../src/association/index.js";

const vectors = (...rows: readonly (readonly number[])[]): Float32Array[] => rows.map((row) => Float32Array.from(row));
const byHand = {
  targets: [vectors([1, 0], [3, 1]), vectors([0, 1], [1, 3])],
  attributes: [vectors([1, 0]), vectors([0, 1])],
} as const;

describe("weat", () => {
  it("gives what its docstring computes by hand", () => {
    const { statistic, effectSize, pValue, interval, n } = weat(byHand);
    expect(statistic).toBeCloseTo(3.2649110641, 8);
    expect(effectSize).toBeCloseTo(1.6897520097, 8);
    expect(pValue).toMatchObject({ atLeast: 1 / 6, above: 0, method: "exact", permutations: 6 });
    expect(interval).toBeUndefined();
    expect(n).toEqual({ X: 2, Y: 2, A: 1, B: 1 });
    expect(weat(byHand, { standardDeviation: "population" }).effectSize).toBeCloseTo(1.9511575553, 8);
  });

  it("says that too few relabellings are drawn to say anything", () => {
    const many = Array.from({ length: 40 }, (_, i) => Float32Array.of(Math.sin(i), Math.cos(i * i), 0.3));
    const sets = { targets: [many.slice(0, 20), many.slice(20)], attributes: byHand3() } as const;
    expect(weat(sets, { permutations: 10 }).warnings).toEqual([
      "10 relabellings are too few: the least p-value that they can give is 0.091. Draw more.",
    ]);
    expect(weat(sets, { permutations: 100 }).warnings).toEqual([]);
  });

  it("compares thousands of vectors with a few", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => Float32Array.of(Math.sin(i), Math.cos(i)));
    const few = vectors([1, 0]);
    const { attributes } = byHand;
    const one = weat({ targets: [many, few], attributes });
    expect(one.pValue).toMatchObject({ method: "exact", permutations: 10_001 });
    const other = weat({ targets: [few, many], attributes });
    // What is the first group's sum in one test is the second one's in the other.
    expect(one.pValue.atLeast + other.pValue.above).toBeCloseTo(1, 12);
    expect(one.pValue.above + other.pValue.atLeast).toBeCloseTo(1, 12);
  });

  it("says that sets are too small to say anything", () => {
    expect(weat(byHand).warnings).toEqual([
      "Groups of 2 and 2 are too small: the least p-value that they can give is 0.17.",
    ]);
  });

  it("gives the same for the same seed, and another sample for another one", () => {
    const many = Array.from({ length: 40 }, (_, i) => Float32Array.of(Math.sin(i), Math.cos(i * i), 0.3));
    const sets = { targets: [many.slice(0, 20), many.slice(20)], attributes: byHand3() } as const;
    const result = weat(sets, { seed: 5 });
    expect(weat(sets, { seed: 5 })).toEqual(result);
    expect(weat(sets, { seed: 6 }).pValue.atLeast).not.toBe(result.pValue.atLeast);
    expect(result.pValue).toMatchObject({ method: "sampled", permutations: 10_000 });
  });

  it("has no effect size where all associations are equal, and says so", () => {
    const same = vectors([1, 1], [2, 2], [3, 3]);
    const { effectSize, interval, pValue, warnings } = weat({ targets: [same, same], attributes: byHand.attributes });
    expect([effectSize, interval, pValue.atLeast, pValue.above]).toEqual([Number.NaN, undefined, 1, 0]);
    expect(warnings[0]).toBe("All associations are equal, so there is no effect size.");
  });

  it("takes vectors of any length, so that a scaled one changes nothing", () => {
    const scaled = byHand.targets.map((set) => set.map((vector) => vector.map((x) => x * 1e-12)));
    const result = weat({ ...byHand, targets: [scaled[0]!, scaled[1]!] });
    expect(result.effectSize).toBeCloseTo(1.6897520097, 6);
  });

  it.each([
    ["an empty set", { targets: [[], byHand.targets[1]] }, "bias/sets", "The concept X has no vectors"],
    ["a vector of zeros", { attributes: [vectors([0, 0]), byHand.attributes[1]] }, "bias/vector", "is all zeros"],
    ["NaN", { attributes: [vectors([Number.NaN, 0]), byHand.attributes[1]] }, "bias/vector", "isn't finite"],
    ["other lengths", { attributes: [byHand.attributes[0], vectors([1, 0, 0])] }, "bias/vector", "has 3 values"],
  ])("refuses %s", (_, sets, code, message) => {
    expect(() => weat({ ...byHand, ...(sets as object) })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });

  it.each([
    [{ permutations: 0 }, "permutations is 0"],
    [{ exactUpTo: 1.5 }, "exactUpTo is 1.5"],
    [{ draws: -1 }, "draws is -1"],
    [{ level: 1 }, "level is 1"],
    [{ level: Number.NaN }, "level is NaN"],
  ] as [AssociationOptions, string][])("refuses the options %o", (options, message) => {
    expect(() => weat(byHand, options)).toThrow(message);
  });
});

const byHand3 = () => [vectors([1, 0, 0], [1, 0.1, 0]), vectors([0, 1, 0], [0, 1, 1])] as const;

describe("singleTargetTest", () => {
  it("gives what its docstring computes by hand", () => {
    const attributes = byHand.targets;
    const { statistic, effectSize, pValue, n } = singleTargetTest({ target: vectors([1, 0]), attributes });
    expect(statistic).toBeCloseTo(1.6324555, 6);
    expect(effectSize).toBeCloseTo(1.6689663536, 8);
    expect(pValue.atLeast).toBe(1 / 6);
    expect(n).toEqual({ X: 1, A: 2, B: 2 });
  });
});

describe("multilevelTest", () => {
  it("gives what its docstring computes by hand", () => {
    const { targets, similarities } = multilevelTest(byHand);
    expect(targets.X.pValue).toMatchObject({ atLeast: 0.5, least: 0.5 });
    expect(similarities.XA.mean).toBeCloseTo(0.97434, 5);
    expect(similarities.YA).toMatchObject({ mean: expect.closeTo(0.15811, 5), n: 2 });
  });
});

describe("concepts", () => {
  const embedder = {
    dimension: 2,
    embedTexts: async (texts: readonly string[]) => texts.map((text) => Float32Array.of(text.length - 3, 1)),
  };

  it("lists the words that have no vector, and never gives NaN", async () => {
    const table = new Map([
      ["rose", Float32Array.of(1, 0)],
      ["zero", Float32Array.of(0, 0)],
    ]);
    const flowers = lookedUpConcept(table, ["rose", "zero", "thistle"]);
    expect(flowers.missing).toEqual(["zero", "thistle"]);
    const { missing, effectSize } = weat({ ...byHand, targets: [flowers, byHand.targets[1]] });
    expect(missing).toEqual(["zero", "thistle"]);
    expect(effectSize).toBeGreaterThan(0);
    const none = lookedUpConcept(table, ["thistle"]);
    expect(() => weat({ ...byHand, targets: [none, flowers] })).toThrow("nothing was found for thistle");
  });

  it("embeds texts and images", async () => {
    expect((await textConcept(embedder, ["a", "bcde"])).vectors).toEqual(vectors([-2, 1], [1, 1]));
    const images = { dimension: 1, embedImages: async () => vectors([1], [Number.NaN]) };
    const image = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    const concept = await imageConcept(images, [
      { name: "a.png", image },
      { name: "b.png", image },
    ]);
    expect(concept).toEqual({ vectors: vectors([1]), missing: ["b.png"] });
  });

  it("puts words into sentences as they are", () => {
    expect(sentences(["a dog"])).toContain("This is a dog.");
    expect(sentences(["$&"], ["{} and {}"])).toEqual(["$& and $&"]);
    expect(() => sentences(["dog"], ["no place"])).toThrow('The template "no place" has no {}');
  });
});

it("warns of a target that is there twice, in one set or in both", () => {
  const [x, y, a, b] = [
    Float32Array.of(1, 0, 2),
    Float32Array.of(0, 1, 2),
    Float32Array.of(1, 0, 0),
    Float32Array.of(0, 1, 0),
  ];
  const attributes = [[a], [b]] as const;
  const warningsOf = (X: Float32Array[], Y: Float32Array[]): string =>
    weat({ targets: [X, Y], attributes }).warnings.join(" ");
  expect(warningsOf([x], [y])).not.toContain("the same as another");
  // Twice as long, but in the same direction.
  expect(warningsOf([x, x.map((value) => 2 * value)], [y])).toContain(
    "1 of the targets' vectors is the same as another one",
  );
  expect(warningsOf([x, y], [x, y])).toContain("2 of the targets' vectors are the same as another one");
});
