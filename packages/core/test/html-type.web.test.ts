import { describe, expect, it } from "vitest";
import { declaresHtml, looksLikeHtml } from "../src/index.js";

const looks = (text: string): boolean => looksLikeHtml(new TextEncoder().encode(text));

describe("declaresHtml", () => {
  it.each([
    ["text/html", true],
    ["application/xhtml+xml", true],
    ["text/plain", false],
    ["unknown/unknown", undefined],
    ["application/unknown", undefined],
    [undefined, undefined],
  ])("%s: %s", (essence, expected) => expect(declaresHtml(essence)).toBe(expected));
});

describe("looksLikeHtml", () => {
  it.each([
    "<!DOCTYPE html>",
    " \n<HTML lang=en>",
    "\ufeff<html>",
    "<!-- saved -->\n<p>",
    "<!-- never closed",
    '<?xml version="1.0"?>\n<!-- a --><html xmlns="x">',
    "<p>",
    "<div class=a>",
    "<h1>",
    "<table>",
    "<br>",
    "<script>",
    "<meta charset=utf-8>",
  ])("%j", (text) => expect(looks(text)).toBe(true));

  it.each([
    "",
    "text",
    '{"a":1}',
    '<?xml version="1.0"?><rss>',
    '<?xml version="1.0"?><!-- a --><rss>',
    "<svg>",
    "<pre",
    "<htmlx>",
  ])("not %j", (text) => expect(looks(text)).toBe(false));

  it("reads UTF-16 with a byte order mark", () => {
    const bytes = Uint8Array.from(
      "\ufeff<html>".split("").flatMap((unit) => [unit.charCodeAt(0) & 0xff, unit.charCodeAt(0) >> 8]),
    );
    expect(looksLikeHtml(bytes)).toBe(true);
  });

  it("is fast on many comments", () => {
    expect(looks(`<?xml?>${"<!---->".repeat(580)}x`)).toBe(false);
  });
});
