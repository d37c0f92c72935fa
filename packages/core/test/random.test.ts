import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createRandom } from "../src/index.js";

type Golden = { cases: { seed: number; uniform: number[]; low16: number[] }[] };
const golden = JSON.parse(readFileSync(new URL("golden/torch-random.json", import.meta.url), "utf8")) as Golden;

describe.each(golden.cases)("seed $seed", ({ seed, uniform, low16 }) => {
  it("gives the floats of torch.rand", () => {
    const random = createRandom(seed);
    expect(uniform.map(() => random.uniform() * 2 ** 24)).toEqual(uniform);
  });

  it("gives the words of PyTorch's CPU generator", () => {
    const random = createRandom(seed);
    expect(low16.map(() => random.uint32() % 2 ** 16)).toEqual(low16);
  });
});

it.each([-1, 0.5, 2 ** 32, Number.NaN])("refuses the seed %s", (seed) => {
  expect(() => createRandom(seed)).toThrowError(expect.objectContaining({ code: "core/seed" }));
});
