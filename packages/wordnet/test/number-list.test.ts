import { expect, it } from "vitest";
import { createNumberList } from "../src/compiled/number-list.js";

it("keeps pushed numbers, up to the largest of 32 bits", () => {
  const list = createNumberList();
  const values = Array.from({ length: 1000 }, (_, i) => (i * 0x9e3779b1) >>> 0).concat(0xffffffff);
  expect(values.map((value) => list.push(value))).toEqual(values.map((_, i) => i + 1));
  expect([...list.values()]).toEqual(values);
  expect(list.length).toBe(values.length);
});

it("is 0 past its end, and is filled with zeros up to an index that is set there", () => {
  const list = createNumberList();
  expect(list.at(5)).toBe(0);
  list.set(3, 7);
  expect([...list.values()]).toEqual([0, 0, 0, 7]);
  list.set(1, 2);
  list.push(9);
  expect([...list.values()]).toEqual([0, 2, 0, 7, 9]);
  list.set(10_000, 1);
  expect([list.length, list.at(9_999), list.at(10_000), list.at(10_001)]).toEqual([10_001, 0, 1, 0]);
});
