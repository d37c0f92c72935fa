import { describe, expect, it } from "vitest";
import { countLooks, type Look } from "../../src/bias-grid/looks.js";

const looks = (model: string, label: string | undefined, count: number): Look[] =>
  Array.from({ length: count }, () => ({ model, label }));

describe("counts of looks", () => {
  it("have Wilson's intervals, and Newcombe's for the difference", () => {
    // Newcombe 1998, table II, case (a): 56 of 70 less 48 of 80 is 0.2, from 0.0524 to 0.3339 by his method 10.
    const [red, green, none] = countLooks(
      [
        ...looks("one", "red", 48),
        ...looks("one", "green", 30),
        ...looks("one", undefined, 2),
        ...looks("other", "red", 56),
        ...looks("other", "green", 14),
      ],
      ["red", "green"],
      ["one", "other"],
    );
    expect(red!.shares.map(({ model, count, total, share }) => [model, count, total, share])).toEqual([
      ["one", 48, 80, 0.6],
      ["other", 56, 70, 0.8],
    ]);
    expect(red!.difference!.value).toBeCloseTo(0.2, 10);
    expect(red!.difference!.interval.low).toBeCloseTo(0.0524, 4);
    expect(red!.difference!.interval.high).toBeCloseTo(0.3339, 4);
    expect(green!.shares.map(({ count }) => count)).toEqual([30, 14]);
    expect(none).toMatchObject({ label: undefined, shares: [{ count: 2 }, { count: 0 }] });
  });

  it("say nothing of models that nobody looked at", () => {
    const [red] = countLooks(looks("one", "red", 3), ["red", "green"], ["one", "other"]);
    expect(red!.shares.map(({ model }) => model)).toEqual(["one"]);
    expect(red!.difference).toBeUndefined();
  });
});
