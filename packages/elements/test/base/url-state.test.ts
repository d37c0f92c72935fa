import { describe, expect, it } from "vitest";
import { readUrlState, writeUrlState } from "../../src/base/url-state.js";

describe("the state in the address", () => {
  it("comes back as it was written", () => {
    const state = { text: "a dog & a cat = ☃ #1", steps: "20" };
    expect(readUrlState(writeUrlState("", "lab", state), "lab")).toEqual(state);
  });

  it("leaves what belongs to others", () => {
    const hash = writeUrlState("#a.x=1&chapter-2&ab.x=2", "a", { y: "3" });
    expect(hash).toBe("#chapter-2&ab.x=2&a.y=3");
    expect(readUrlState(hash, "ab")).toEqual({ x: "2" });
    expect(writeUrlState(hash, "a", {})).toBe("#chapter-2&ab.x=2");
    expect(writeUrlState("#a.y=3", "a", {})).toBe("");
  });
});
