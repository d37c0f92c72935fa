import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { formatOptOutList, funnel, type OptOutList, parseOptOutList, respectOptOutList } from "../src/funnel/index.js";
import { barePair } from "./pairs.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const hex = "0123456789abcdef";
const text = `# people who said no
domain Example.ORG
domain bücher.example
image https://pictures.example/a b.jpg

sha256 ${hex.repeat(4).toUpperCase()}
phash ${hex}
`;

describe("a list", () => {
  it("survives being written and read", () => {
    const list = parseOptOutList(text);
    expect(list).toEqual({
      domains: ["example.org", "xn--bcher-kva.example"],
      urls: ["https://pictures.example/a%20b.jpg"],
      sha256: [hex.repeat(4)],
      phash: [hex],
    });
    expect(parseOptOutList(`\uFEFF${formatOptOutList(list).replaceAll("\n", "\r\n")}`)).toEqual(list);
  });

  it.each([
    "domain",
    "domain a/b",
    "domain https://a.example",
    "image a.jpg",
    "sha256 00",
    `phash ${hex}0`,
    "toString x",
    "example.org",
    "domain *",
    "domain www.*.org",
    "domain *.*.example.org",
    "domain a..example",
    "domain # a.example",
    "image x.example:80/a.jpg",
  ])("refuses the line “%s”, and names it", (line) => {
    expect(() => parseOptOutList(`# a comment\n${line}`)).toThrow(coded("dataset/opt-out-list"));
    expect(() => parseOptOutList(`# a comment\n${line}`)).toThrow("Line 2");
  });
});

it.each([
  ["domain .example.org", { domains: ["example.org"] }],
  ["domain *.example.org", { domains: ["example.org"] }],
  ["domain example.org..", { domains: ["example.org"] }],
  ["DOMAIN example.org # the artist", { domains: ["example.org"] }],
  ["image https://a.example/1.jpg # mine", { urls: ["https://a.example/1.jpg"] }],
  ["image https://a.example/1.jpg#top", { urls: ["https://a.example/1.jpg"] }],
])("reads “%s”", (line, found) => {
  expect(parseOptOutList(line)).toMatchObject(found);
});

describe("the rule", () => {
  const none: OptOutList = { domains: [], urls: [], sha256: [], phash: [] };
  const pair = (more: object) => ({
    ...barePair,
    imageUrl: "https://a.example/1.jpg",
    pageUrl: "https://b.example/",
    ...more,
  });

  it.each([
    [{ domains: ["a.example"] }, pair({}), false],
    [{ domains: ["B.example"] }, pair({}), false],
    [{ domains: ["example"] }, pair({}), false],
    [{ domains: ["www.a.example"] }, pair({}), true],
    [{ domains: ["ample"] }, pair({}), true],
    [{ domains: ["a.example"] }, pair({ imageUrl: "https://www.A.example./1.jpg" }), false],
    [{ domains: ["a.example"] }, pair({ imageUrl: "https://www.a.example../1.jpg" }), false],
    [{ urls: ["https://a.example:443/1.jpg"] }, pair({}), false],
    [{ urls: ["https://a.example/1.jpg"] }, pair({ imageUrl: "https://a.example/1.jpg#top" }), false],
    [{ urls: ["http://a.example/1.jpg"] }, pair({}), false],
    [{ urls: ["https://a.example/1.jpg"] }, pair({ imageUrl: "https://a.example/1.jpg?v=2" }), true],
    [{ urls: ["https://a.example/2.jpg"] }, pair({}), true],
    [{ sha256: ["0".repeat(64)] }, pair({ sha256: "0".repeat(64) }), false],
    [{ sha256: ["0".repeat(64)] }, pair({}), true],
    [{ phash: [hex] }, pair({ phash: `${hex.slice(0, 15)}0` }), false],
    [{ phash: [hex] }, pair({ phash: `${hex.slice(0, 14)}00` }), true],
    [{ phash: [hex] }, pair({ phash: 7 }), true],
  ])("%o and %o: kept is %s", async (list, given, kept) => {
    const stream = funnel([given], [respectOptOutList({ ...none, ...list })]);
    expect((await collect(stream)).length === 1).toBe(kept);
    expect(stream.counts.failed).toBe(0);
  });

  it("isn't slowed down by a host of half a million labels", async () => {
    const long = pair({ imageUrl: `https://${"a.".repeat(500_000)}b/` });
    const kept = await collect(funnel([long], [respectOptOutList({ ...none, domains: ["b"] })]));
    expect(kept.length).toBe(1);
  });

  it.each([-1, 17, 0.5])("refuses a distance of %d", (distance) => {
    expect(() => respectOptOutList(none, { distance })).toThrow(coded("dataset/hash-distance"));
  });

  it("refuses an entry that isn't one", () => {
    expect(() => respectOptOutList({ ...none, phash: ["x"] })).toThrow(coded("dataset/opt-out-list"));
  });
});
