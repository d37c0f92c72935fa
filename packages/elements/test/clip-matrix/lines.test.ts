import { expect, it } from "vitest";
import { linesOf } from "../../src/clip-matrix/lines.js";

it("gives each text once, in order, without white space around it", () => {
  expect(linesOf("a cat\na dog \r\n\n  a cat\n")).toEqual(["a cat", "a dog"]);
  expect(linesOf(" \n")).toEqual([]);
});
