import { expect, it } from "vitest";
import { languageName } from "../../src/pairs/language-name.js";
import { pictureOfRow } from "../../src/pairs/picture-of-row.js";

it("makes a data URL of a picture’s file by its first bytes, and of nothing else", () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2);
  expect(pictureOfRow({ image: png })).toBe("data:image/png;base64,iVBORwEC");
  expect(pictureOfRow({ image: Uint8Array.of(0x3c, 0x73, 0x76, 0x67) })).toBeUndefined();
  expect(pictureOfRow({})).toBeUndefined();
});

it("takes raster pictures in data URLs, but no address and no SVG", () => {
  expect(pictureOfRow({ picture: "data:image/webp;base64,UklGRg==" })).toBe("data:image/webp;base64,UklGRg==");
  for (const picture of ["https://evil.example/x.png", "data:image/svg+xml,<svg/>", "data:text/html,x", "blob:x", 5]) {
    expect(pictureOfRow({ picture })).toBeUndefined();
  }
});

it("names a language by its code, in both languages, and leaves what isn’t one", () => {
  expect([languageName("de", "en"), languageName("de", "de")]).toEqual(["German", "Deutsch"]);
  expect(languageName("<b>", "en")).toBe("<b>");
});
