import { describe, expect, it } from "vitest";
import { hashStep, TAG_COUNT, tagIdAt, tagName } from "../../src/html/tag-name.js";

function idOf(name: string): number {
  let hash = 0;
  for (const char of name) hash = hashStep(hash, char.charCodeAt(0));
  return tagIdAt(name, 0, name.length, hash);
}

describe("tagIdAt", () => {
  it("knows every name in lower, upper and mixed case", () => {
    expect(TAG_COUNT).toBeLessThanOrEqual(256);
    for (let id = 1; id < TAG_COUNT; id++) {
      const name = tagName(id);
      expect(idOf(name)).toBe(id);
      expect(idOf(name.toUpperCase())).toBe(id);
      expect(idOf(name[0]!.toUpperCase() + name.slice(1))).toBe(id);
    }
  });

  it("knows no others", () => {
    const near = ["", "im", "imgs", "h\x11", "h7", "annotation\rxml", "ımg", "source\0", "linK\u212A", "lin\u212A"];
    for (const name of near) expect(idOf(name)).toBe(0);
  });
});
