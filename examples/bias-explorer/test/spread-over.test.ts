import { expect, it } from "vitest";
import { spreadOver } from "../src/spread-over.js";

it("takes things in proportion to their masses", () => {
  expect(spreadOver([1, 1, 1, 1], 4)).toEqual([0, 1, 2, 3]);
  expect(spreadOver([3, 0, 1], 4)).toEqual([0, 0, 0, 2]);
  expect(spreadOver([0.1, 0.8, 0.1], 2)).toEqual([1, 1]);
  expect(spreadOver([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5)).toEqual([2, 5, 6, 8, 9]);
  expect(spreadOver([], 3)).toEqual([]);
});
