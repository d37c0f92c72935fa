import { describe, expect, it } from "vitest";
import { extractMimeType } from "../src/index.js";

const extracted = (...values: string[]): string | undefined => {
  const found = extractMimeType(values);
  return found && [found.essence, ...[...found.parameters].map(([name, value]) => `${name}=${value}`)].join(";");
};

// Expectations follow Fetch's own examples and the cases of web-platform-tests, fetch/content-type.
describe("the Content-Type lines of a message", () => {
  it.each<[values: string[], expected: string | undefined]>([
    [["text/html"], "text/html"],
    [["text/plain;charset=gbk, text/html"], "text/html"],
    [["text/html;charset=gbk;a=b, text/html;x=y"], "text/html;x=y;charset=gbk"],
    [["text/html;charset=gbk;a=b", "text/html;x=y"], "text/html;x=y;charset=gbk"],
    [["text/html;charset=gbk", "x/x", "text/html;x=y"], "text/html;x=y"],
    [["text/html", "cannot-parse"], "text/html"],
    [["text/html", "*/*"], "text/html"],
    [["text/html", ""], "text/html"],
    [["", "text/plain"], "text/plain"],
    [["text/plain;charset=gbk", "text/plain;charset=windows-1252"], "text/plain;charset=windows-1252"],
    [["text/html", "text/html; charset=windows-1251"], "text/html;charset=windows-1251"],
    [["text/html;charset=gbk", 'text/html;x=",text/plain'], "text/html;x=,text/plain;charset=gbk"],
    [['text/html;x="', "text/plain"], "text/html;x=, text/plain"],
    [['text/html;"', "text/plain"], "text/html"],
    [["text/plain", "*/*;charset=gbk"], "text/plain"],
  ])("%j", (values, expected) => expect(extracted(...values)).toBe(expected));

  it.each([
    '"text/html; charset=utf-8"',
    "text/html charset=utf-8",
    "*/*",
    "html",
    "charset=utf-8",
    "; charset=utf-8",
    "text/",
    "/html",
    "",
    "no-type",
  ])("%j isn't a type, so the bytes decide", (value) => expect(extracted(value)).toBeUndefined());

  it.each([
    [" TEXT/HTML\t;\tCharset=UTF-8 ", "text/html;charset=UTF-8"],
    ['text/html;charset="utf\\-8" ignored', "text/html;charset=utf-8"],
    ["text/html;charset =utf-8", "text/html"],
    ["text/html;charset= utf-8", "text/html;charset= utf-8"],
    ["text/html;charset=;charset=gbk;charset=utf-8", "text/html;charset=gbk"],
    ['text/html;charset=""', "text/html;charset="],
    ["text/html;\u212a=1;charset=utf-8", "text/html;charset=utf-8"],
    ["text/html;__proto__=1", "text/html;__proto__=1"],
  ])("%j", (value, expected) => expect(extracted(value)).toBe(expected));

  it("are read in linear time", () => {
    for (const piece of [" ", ";", '"', "\\", ",", 'a="', "; "]) {
      expect(extracted(`text/html;x=y${piece.repeat(1 << 18)}z`)).toMatch(/^text\/html|^undefined|^z/);
    }
  });
});
