import { describe, expect, it } from "vitest";
import { takenByCrawl } from "../src/readers/taken-by-crawl.js";
import { makeImage } from "./make-image.js";

describe("takenByCrawl", () => {
  it("takes the src and the alt of an img", () => {
    expect(takenByCrawl(makeImage({ alt: " red\n apple " }))).toEqual({
      taken: true,
      url: "https://example.org/pictures/4711.jpg",
      text: "red apple",
      reason: expect.stringContaining("CLIP"),
    });
  });

  it("requires five characters: code points, with white space collapsed", () => {
    expect(takenByCrawl(makeImage({ alt: "apple" })).taken).toBe(true);
    expect(takenByCrawl(makeImage({ alt: "pear" }))).toMatchObject({
      taken: false,
      reason: expect.stringContaining("4"),
    });
    expect(takenByCrawl(makeImage({ alt: "a    b" })).taken).toBe(false);
    expect(takenByCrawl(makeImage({ alt: "🍎🍎🍎" })).taken).toBe(false);
    expect(takenByCrawl(makeImage({ alt: "🍎🍎🍎🍎🍎" })).taken).toBe(true);
    expect(takenByCrawl(makeImage({ alt: "木桌上的红苹果" })).taken).toBe(true);
  });

  it("takes text that is hidden from readers, and file names as well as descriptions", () => {
    expect(takenByCrawl(makeImage({ alt: "red apple", hidden: true })).taken).toBe(true);
    expect(takenByCrawl(makeImage({ alt: "red apple", inNoscript: true })).taken).toBe(true);
    expect(takenByCrawl(makeImage({ alt: "IMG_1234.JPG" })).taken).toBe(true);
  });

  it("takes no other elements, and no text but the alt", () => {
    for (const element of ["input", "area", "svg", "object", "video", "role-img", "meta", "json-ld"] as const) {
      expect(takenByCrawl(makeImage({ alt: "red apple", element })).taken, element).toBe(false);
    }
    const name = { text: "red apple", source: "title" as const };
    expect(takenByCrawl(makeImage({ title: "red apple", name })).taken).toBe(false);
    expect(takenByCrawl(makeImage({ alt: "" })).taken).toBe(false);
    expect(takenByCrawl(makeImage({ alt: " \n " })).taken).toBe(false);
  });

  it("takes no image without a src or with a src of a refused kind", () => {
    const lazy = [{ url: "https://example.org/apple.jpg", from: "data-src" }];
    expect(takenByCrawl(makeImage({ alt: "red apple", candidates: lazy })).taken).toBe(false);
    for (const url of ["https://example.org/logo.svg", "https://example.org/a.gif?x", "data:image/png;base64,iVBO"]) {
      expect(takenByCrawl(makeImage({ alt: "red apple", url })).taken, url).toBe(false);
    }
  });
});
