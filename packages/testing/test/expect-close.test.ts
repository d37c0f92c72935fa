import { describe, expect, it } from "vitest";
import { expectClose } from "../src/index.js";

const exact = { atol: 0, rtol: 0 };

describe("expectClose", () => {
  it("passes within atol + rtol · |expected|, bounds included", () => {
    expectClose([], [], exact);
    expectClose([1.5, -2], [1.5, -2], exact);
    expectClose([1.25], [1], { atol: 0.25, rtol: 0 });
    expectClose([-125], [-100], { atol: 0, rtol: 0.25 });
    expectClose(Float32Array.of(0.5), [0.5], exact);
  });

  it.each([
    ["one element off", [1, 2.26], [1, 2], { atol: 0.25, rtol: 0 }],
    ["an element off on the other side", [1, 1.74], [1, 2], { atol: 0.25, rtol: 0 }],
    ["rtol taken of the expected value", [130], [100], { atol: 0, rtol: 0.25 }],
    ["the last element off", [0, 0, 0, 1], [0, 0, 0, 0], { atol: 0.5, rtol: 0 }],
    ["a NaN", [Number.NaN], [0], { atol: 1e9, rtol: 0 }],
    ["a NaN expected", [0], [Number.NaN], { atol: 1e9, rtol: 0 }],
    ["an infinity", [Number.POSITIVE_INFINITY], [0], { atol: 1e9, rtol: 0 }],
    ["too short", [1], [1, 2], { atol: 1e9, rtol: 0 }],
    ["too long", [1, 2], [1], { atol: 1e9, rtol: 0 }],
  ])("fails with %s", (_, actual, expected, tolerance) => {
    expect(() => expectClose(actual, expected, tolerance)).toThrow();
  });

  it("says where", () => {
    expect(() => expectClose([0, 3], [0, 4], exact)).toThrow("[1] is 3, expected 4");
  });
});
