import { expect, it } from "vitest";
import { cutWords } from "../src/index.js";

const letters = (word: string): number => word.length;

it("gives the words that don't fit, and the one that fits in part", () => {
  expect(cutWords([" a red\tapple  pie\n"], 4, letters)).toEqual(["apple", "pie"]);
  expect(cutWords(["a red apple pie"], 5, letters)).toEqual(["apple", "pie"]);
  expect(cutWords(["a red apple pie"], 9, letters)).toEqual(["pie"]);
  expect(cutWords(["a red", "dish apple"], 4, letters)).toEqual(["dish", "apple"]);
});

it("gives the last word if the words alone would fit", () => {
  expect(cutWords(["a red apple"], 9, letters)).toEqual(["apple"]);
  expect(cutWords([""], 0, letters)).toEqual([]);
});
