import { fuzzParameters } from "@alt2img/testing/node";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAllowedByRobots, parseRobots } from "../../src/fetch/index.js";

const isAllowed = (robots: string, path: string, agent = "AltToImg"): boolean =>
  isAllowedByRobots(parseRobots(robots), agent, new URL(path, "https://example.org"));

describe("groups", () => {
  it("continues a group over a Sitemap between two user agents", () => {
    const robots = "User-agent: alttoimg\nSitemap: https://example.org/s.xml\nUser-agent: other\nDisallow: /a";
    expect(isAllowed(robots, "/a")).toBe(false);
    expect(isAllowed(robots, "/a", "other")).toBe(false);
  });

  it("continues a group over lines that it doesn't know, between its rules too", () => {
    const robots = "User-agent: *\nCrawl-delay: 9\nDisallow: /a\nSitemap: x\n\nnonsense\nDisallow: /b";
    expect(isAllowed(robots, "/b")).toBe(false);
  });

  it("begins a new group with a user agent after a rule, and combines groups for the same robot", () => {
    const robots =
      "User-agent: AltToImg\nDisallow: /a\nUser-agent: x\nDisallow: /x\nUser-agent: alttoimg\nDisallow: /b";
    expect(["/a", "/b", "/x"].map((path) => isAllowed(robots, path))).toEqual([false, false, true]);
  });

  it.each([
    ["AltToImg", false],
    ["ALTTOIMG/1.0 (+https://example.org)", false],
    ["AltToImgOther", true],
    ["Alt", true],
    ["*", false],
    ["* # all", false],
    ["*x", true],
    ["", true],
  ])("takes the product token of “%s”", (agent, allowed) => {
    expect(isAllowed(`User-agent: ${agent}\nDisallow: /`, "/a")).toBe(allowed);
  });

  it("uses * only for robots that no group names", () => {
    const robots = "User-agent: *\nDisallow: /\nUser-agent: alttoimg\nDisallow: /only";
    expect([isAllowed(robots, "/a"), isAllowed(robots, "/only"), isAllowed(robots, "/a", "x")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("ignores rules before the first group, and rules without a path", () => {
    expect(isAllowed("Disallow: /\nUser-agent: *\nDisallow:", "/a")).toBe(true);
  });

  it.each(["\n", "\r\n", "\r"])("reads lines that end with %j, a byte order mark, spaces and comments", (end) => {
    const robots = ["\ufeff user-AGENT : * # all", "", "disallow:\t/a # not this"].join(end);
    expect([isAllowed(robots, "/a"), isAllowed(robots, "/b")]).toEqual([false, true]);
  });
});

// The examples of RFC 9309, sections 2.2.2, 2.2.3 and 5.2.
it.each([
  ["Disallow: /example/page/\nAllow: /example/page/disallowed.gif", "/example/page/disallowed.gif", true],
  ["Allow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false],
  ["Allow: /a\nDisallow: /a", "/a", true],
  ["Disallow: /a\nAllow: /a", "/a", true],
  ["Disallow: /a/*.gif$", "/a/b/c.gif", false],
  ["Disallow: /a/*.gif$", "/a/b/c.gif?x", true],
  ["Disallow: *.gif$", "/a.gif", false],
  ["Disallow: /*a*a$", "/a", true],
  ["Disallow: /a$", "/a/b", true],
  ["Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-%2a.html", false],
  ["Disallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", false],
  ["Disallow: /foo/bar/%E3%83%84", "/foo/bar/ツ", false],
  ["Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false],
  ["Disallow: /?id=", "/?id=3", false],
  ["Disallow: /", "/robots.txt", true],
])("decides by the longest rule: %j, %s", (rules, path, allowed) => {
  expect(isAllowed(`User-agent: *\n${rules}`, path)).toBe(allowed);
});

it("compares a pattern of many stars in little time", () => {
  const rule = `/${"a*".repeat(1000)}b`;
  expect(isAllowed(`User-agent: *\nDisallow: ${rule}`, `/${"a".repeat(10_000)}`)).toBe(true);
});

it("refuses a long address for which it would have to try too many patterns", () => {
  const robots = `User-agent: *\n${"Disallow: *ab\n".repeat(30_000)}`;
  expect(isAllowed(robots, `/${"a".repeat(200)}`)).toBe(true);
  expect(isAllowed(robots, `/${"a".repeat(16_000)}`)).toBe(false);
});

it("parses anything", () => {
  const line = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("User-agent: *", "Disallow: /%", "Allow: *$", "\ud800"),
  );
  fc.assert(
    fc.property(fc.array(line), fc.webSegment(), (lines, path) => {
      expect(isAllowed(lines.join("\n"), `/${path}`)).toBeTypeOf("boolean");
    }),
    fuzzParameters(300),
  );
});
