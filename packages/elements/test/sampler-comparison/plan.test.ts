import { describe, expect, it } from "vitest";
import { planOf, runsOf } from "../../src/sampler-comparison/plan.js";

const names = ["euler", "heun", "ddim", "deis", "lms", "pndm", "unipc"];
const usual = { samplers: "euler, heun", steps: "8,4, 8", reference: "heun", referenceSteps: 50 };

describe("what is drawn", () => {
  it("is the reference first, then few steps before many", () => {
    expect(runsOf(planOf(usual, names))).toEqual([
      { sampler: "heun", steps: 50 },
      { sampler: "euler", steps: 4 },
      { sampler: "heun", steps: 4 },
      { sampler: "euler", steps: 8 },
      { sampler: "heun", steps: 8 },
    ]);
  });

  it.each([
    [{ samplers: "euler, magic" }, /samplers has to be one of euler, .* but is "magic"/],
    [{ samplers: "" }, "The attribute samplers is empty. Give at least one of euler, heun, "],
    [{ samplers: names.join() }, "The attribute samplers has 7 items, and may have at most 6. Leave some out."],
    [{ steps: "4, x" }, 'The attribute steps has to be whole numbers from 1 to 100 in digits, but has "x".'],
    [{ steps: "0x2" }, 'but has "0x2"'],
    [{ steps: "1e1" }, 'but has "1e1"'],
    [{ steps: "1.0" }, 'but has "1.0"'],
    [{ steps: "4, 101" }, /steps has to be a whole number from 1 to 100, but is 101/],
    [{ steps: "1,2,3,4,5,6,7" }, "The attribute steps has 7 items, and may have at most 6. Leave some out."],
    [{ steps: " , " }, "The attribute steps is empty. Give at least one number from 1 to 100."],
    [{ reference: "magic" }, /reference has to be one of/],
    [{ referenceSteps: 0 }, /reference-steps has to be a whole number from 1 to 100, but is 0/],
  ])("is refused for %j", (attributes, message) => {
    expect(() => planOf({ ...usual, ...attributes }, names)).toThrow(message);
  });
});
