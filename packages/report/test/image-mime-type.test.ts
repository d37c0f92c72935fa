import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { imageMimeType } from "../src/image-mime-type.js";

const drawings = new URL("../../../examples/sample-crawl/images/", import.meta.url);
const types: Record<string, string> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
};

describe("imageMimeType", () => {
  it.each(readdirSync(drawings))("recognises %s by its bytes", (name) => {
    expect(imageMimeType(readFileSync(new URL(name, drawings)))).toBe(types[name.split(".").at(-1)!]);
  });

  it.each([
    [
      "an SVG with a declaration and a comment",
      '\ufeff<?xml version="1.0"?>\n<!-- <svg> -->\n<svg xmlns="x">',
      "image/svg+xml",
    ],
    ["HTML that holds an SVG", "<!doctype html><svg></svg>", undefined],
    ["an error page", "<html><body>404", undefined],
    ["nothing", "", undefined],
  ])("tells %s", (_, text, expected) => {
    expect(imageMimeType(new TextEncoder().encode(text))).toBe(expected);
  });
});
