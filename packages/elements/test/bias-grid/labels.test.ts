import { expect, it } from "vitest";
import { labelsBeyond, labelsIn, MOST_LABELS } from "../../src/bias-grid/labels.js";

it("takes texts between commas, without duplicates, and not too many", () => {
  expect(labelsIn("")).toEqual([]);
  expect(labelsIn(" a red apple,, a green apple ,a red apple")).toEqual(["a red apple", "a green apple"]);
  expect(labelsIn("a,b,c,d,e,f,g,h")).toHaveLength(MOST_LABELS);
});

it("says which are too many", () => {
  expect(labelsBeyond("a,b,c,d,e,f,g,a,h")).toEqual(["g", "h"]);
  expect(labelsBeyond("a,b,c,d,e,f,a")).toEqual([]);
});
