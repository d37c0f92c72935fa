import { describe, expect, test } from "vitest";
import { formatAddress, parseAddress, type View } from "../src/address.js";

describe("the address", () => {
  test.each<[string, View]>([
    ["?", {}],
    ["?word=dog", { word: "dog" }],
    ["?word=hot+dog&synset=02084071-n", { word: "hot dog", synset: "02084071-n" }],
    ["?imagenet", { imagenet: "" }],
    ["?imagenet=n02084071&classes=21k&sensitive", { imagenet: "n02084071", classes: "21k", sensitive: true }],
  ])("%s is read and written", (address, view) => {
    expect(parseAddress(address)).toEqual(view);
    expect(formatAddress(view)).toBe(address);
  });

  test("ignores unknown keys and cuts long values", () => {
    expect(parseAddress("?classes=7&word=%20&other=1")).toEqual({});
    expect(parseAddress(`?word=${"x".repeat(5000)}`).word).toHaveLength(200);
  });

  test("words may contain characters that a URL uses", () => {
    const view = { word: "R&D = 50% + A/C" };
    expect(parseAddress(formatAddress(view))).toEqual(view);
  });
});
