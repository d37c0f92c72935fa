import { describe, expect, it } from "vitest";
import { decodeCharacterReferences } from "../../src/html/character-reference.js";

describe("decodeCharacterReferences", () => {
  it.each([
    ["&#0;", "\uFFFD"],
    ["&#x110000;", "\uFFFD"],
    ["&#99999999999999999999999;", "\uFFFD"],
    ["&#xD800;", "\uFFFD"],
    ["&#128;&#x9f;&#129;", "€Ÿ\x81"],
    ["&#xFFFE;&#x1FFFF;", "\uFFFE\u{1FFFF}"],
    ["&#65&#x42", "AB"],
    ["&#;&#x;&#xg;&;& &", "&#;&#x;&#xg;&;& &"],
    ["&notit; &notin;", "¬it; ∉"],
    ["&amp;lt;", "&lt;"],
  ])("%s", (source, text) => {
    expect(decodeCharacterReferences(source, "text")).toBe(text);
  });

  it.each([
    ["?a=b&copy=1&copyx&copy;&amp", "?a=b&copy=1&copyx©&"],
    ["&notit;", "&notit;"],
  ])("in an attribute: %s", (source, text) => {
    expect(decodeCharacterReferences(source, "attribute")).toBe(text);
  });
});
