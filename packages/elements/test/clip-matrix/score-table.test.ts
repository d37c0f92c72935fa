import { describe, expect, it } from "vitest";
import { scoreTable } from "../../src/clip-matrix/score-table.js";
import { strength } from "../../src/clip-matrix/strength.js";

const model = { family: "clip", dimension: 2, logitScale: Math.log(10) } as const;
const right = Float32Array.of(1, 0);
const up = Float32Array.of(0, 1);
const diagonal = Float32Array.of(Math.SQRT1_2, Math.SQRT1_2);

describe("the table of scores", () => {
  it("has a row for each text and a column for each picture, with the best text of each", () => {
    const { values, best } = scoreTable([right, diagonal], [up, right, diagonal], "cosine", model);
    expect(values.map((row) => row.map((value) => value?.toFixed(3)))).toEqual([
      ["0.000", "0.707"],
      ["1.000", "0.707"],
      ["0.707", "1.000"],
    ]);
    expect(best).toEqual([1, 2]);
  });

  it("leaves out a picture that has no embedding", () => {
    const { values, best } = scoreTable([undefined, right], [right], "cosine", model);
    expect(values).toEqual([[undefined, 1]]);
    expect(best).toEqual([undefined, 0]);
  });

  it("scales logits by the model's scale, and its probabilities add up to 1 for each picture", () => {
    expect(scoreTable([right], [right, up], "logit", model).values.flat()).toEqual([expect.closeTo(10), 0]);
    const { values } = scoreTable([right, diagonal], [right, up, diagonal], "probability", model);
    for (const picture of [0, 1]) {
      expect(values.reduce((sum, row) => sum + row[picture]!, 0)).toBeCloseTo(1, 12);
    }
    expect(values[0]![0]! / values[1]![0]!).toBeCloseTo(Math.exp(10), 0);
  });

  it("has a probability for each pair if the model is a SigLIP", () => {
    const siglip = { ...model, family: "siglip", logitBias: -10 } as const;
    expect(scoreTable([right], [right, up], "probability", siglip).values.flat()).toEqual([
      expect.closeTo(0.5),
      expect.closeTo(1 / (1 + Math.exp(10))),
    ]);
  });

  it("is the same table in every measure: the best text stays the best", () => {
    for (const measure of ["cosine", "logit", "probability"] as const) {
      expect(scoreTable([right, up], [up, right], measure, model).best).toEqual([1, 0]);
    }
  });
});

it("colours the highest score most, and what is 0 or less not at all", () => {
  const values = [[0.5, -0.2, undefined, 0.25]];
  expect([0.5, -0.2, 0.25].map((value) => strength(value, values))).toEqual([1, 0, 0.5]);
  expect(strength(-0.1, [[-0.1, -0.2]])).toBe(0);
});
