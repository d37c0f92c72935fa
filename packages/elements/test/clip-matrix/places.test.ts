import { describe, expect, it } from "vitest";
import { placeByKey, reachedPlace } from "../../src/clip-matrix/places.js";

/** The picture in the middle has no scores. */
const table = {
  values: [
    [0.1, undefined, 0.2],
    [0.3, undefined, 0.4],
  ],
  best: [1, undefined, 1],
};

describe("the cell that Tab goes to", () => {
  it("is the last one, as long as it has a score", () => {
    expect(reachedPlace(table, { text: 1, picture: 2 })).toEqual({ text: 1, picture: 2 });
    expect(reachedPlace(table, { text: 1, picture: 1 })).toEqual({ text: 0, picture: 0 });
    expect(reachedPlace(table, { text: 5, picture: 0 })).toEqual({ text: 0, picture: 0 });
    expect(reachedPlace({ values: [[undefined]], best: [undefined] }, { text: 0, picture: 0 })).toBeUndefined();
  });
});

describe("an arrow key", () => {
  it("goes to the next cell, over those without a score, and not over the edge", () => {
    expect(placeByKey("ArrowRight", table, { text: 0, picture: 0 })).toEqual({ text: 0, picture: 2 });
    expect(placeByKey("ArrowRight", table, { text: 0, picture: 2 })).toEqual({ text: 0, picture: 2 });
    expect(placeByKey("ArrowDown", table, { text: 0, picture: 2 })).toEqual({ text: 1, picture: 2 });
    expect(placeByKey("ArrowUp", table, { text: 0, picture: 2 })).toEqual({ text: 0, picture: 2 });
    expect(placeByKey("a", table, { text: 0, picture: 2 })).toBeUndefined();
  });
});
