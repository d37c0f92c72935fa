import { describe, expect, it } from "vitest";
import { byteText } from "../src/wat/byte-text.js";
import { NotCompact } from "../src/wat/json-cursor.js";
import type { WatParts } from "../src/wat/page.js";
import { parseWatJson } from "../src/wat/parse-wat-json.js";
import type { RawPage } from "../src/wat/raw-page.js";
import { scanWatJson } from "../src/wat/scan-wat-json.js";
import { type Json, responseJson, writeJson } from "./wat-record.js";

const ALL_PARTS: WatParts[] = [
  {},
  { links: false },
  { metas: false },
  { links: false, metas: false },
  { links: false, textlessImages: false },
  { textlessImages: false },
  { metas: ["OG:", "html@/LANG"] },
  { metas: ["olá"] },
  { metas: ["no such"] },
];

/** The scanner's result, or `"full parse"` where it wants one. */
function scan(json: string, parts?: WatParts): RawPage | undefined | "full parse" {
  try {
    return scanWatJson(byteText(new TextEncoder().encode(json)), parts);
  } catch (error) {
    if (error instanceof NotCompact) return "full parse";
    throw error;
  }
}

function expectScanned(value: Json | string): void {
  const json = typeof value === "string" ? value : JSON.stringify(value);
  for (const parts of ALL_PARTS) expect(scan(json, parts)).toEqual(parseWatJson(json, parts));
}

function expectSameOrFullParse(json: string): void {
  for (const parts of ALL_PARTS) {
    const scanned = scan(json, parts);
    if (scanned !== "full parse") expect(scanned).toEqual(parseWatJson(json, parts));
  }
}

const image = (url: string, attributes: Record<string, string> = {}): Json => ({
  path: "IMG@/src",
  url,
  ...attributes,
});
const anchor = (url: string, attributes: Record<string, string> = {}): Json => ({
  path: "A@/href",
  url,
  ...attributes,
});
const links: Json = [
  image("/1.gif"),
  anchor("b.html", { target: "_blank", title: "", text: "B" }),
  image("../2.jpg", { alt: 'A "quoted" alt', title: "T\\itle" }),
  { path: "STYLE/#text", href: "bg.png" },
  { path: "IMG@/longdesc", url: "long.html" },
  image("3.png", { alt: "" }),
  anchor("#", { text: "the end" }),
];
const head: Json = {
  Metas: [
    { name: "HTML@/lang", content: "pt-BR" },
    { property: "og:title", content: "“Olá”" },
  ],
  Title: "Título 🎉",
  Base: "https://example.net/base/",
  Link: [{ path: "LINK@/href", url: "/style.css", rel: "stylesheet", type: "text/css" }],
  Scripts: [{ path: "SCRIPT@/src", url: "x.js" }],
};

describe("scanWatJson reads, without a full parse,", () => {
  it("today's form, with all its parts", () => {
    const page = scan(JSON.stringify(responseJson({ head, links })));
    expect(page).toMatchObject({
      targetUri: "https://example.org/a/page.html",
      status: "200",
      contentTypes: ["text/html; charset=UTF-8"],
      title: "Título 🎉",
      base: "https://example.net/base/",
      offset: "80610731",
      length: "18010",
    });
    expect(page).toHaveProperty("images", [
      { path: "IMG@/src", rawUrl: "/1.gif" },
      { path: "IMG@/src", rawUrl: "../2.jpg", alt: 'A "quoted" alt', title: "T\\itle" },
      { path: "IMG@/src", rawUrl: "3.png", alt: "" },
    ]);
    expectScanned(responseJson({ head, links }));
  });

  it("any order of keys", () => {
    const backwards = (names: string[]): string[] => [...names].reverse();
    expectScanned(writeJson(responseJson({ head, links }), { order: backwards }));
    expectScanned(writeJson(responseJson({ head, links }), { order: (names) => [...names].sort() }));
  });

  it.each([
    ["no links", { head }],
    ["no head", { links }],
    ["neither", {}],
    ["empty lists", { head: { Metas: [], Link: [] }, links: [] }],
    ["escaped slashes, as older files have them", undefined],
    ["a header in lower case", { head, links, headers: { "content-type": "text/html", Link: '<a>; rel="b"' } }],
    ["repeated headers", { head, links, headers: { "Set-Cookie": ["a=1", 'b="]"'], "Content-Type": "text/html" } }],
  ])("a page with %s", (_, parts) => {
    const value = responseJson(parts ?? { head, links });
    expectScanned(parts === undefined ? JSON.stringify(value).replaceAll("/", "\\/") : value);
  });

  it.each([
    ["an end of the list", '"}],"Links":[{"path":"IMG@/src","url":"no.gif"}]'],
    ["an image", '{"path":"IMG@/src","url":"no.gif"}'],
    ["an image after a comma", 'x,{"path":"IMG@/src","url":"no.gif"},'],
    ["an escaped image", ',{\\"path\\":\\"IMG@/src\\",\\"url\\":\\"no.gif\\"}'],
    ["brackets", "[edit] a[0] [[x]] ,[1] :[2] }] ]}"],
    ["backslashes at its end", "C:\\temp\\\\"],
    ["a closing mark at its start", "}]"],
    ["a colon at its end", "see also:"],
    ["an opening brace at its end", "function {"],
    ["HTML-Metadata", '"HTML-Metadata":{"Links":[]}'],
    ["controls, surrogates and all planes", "\u0000\u001f\u2028\ud83d\ude00 é ü 漢字 \u{10ffff}"],
    ["a lone surrogate", "\ud83d!"],
  ])("a page in which a text looks like %s", (_, text) => {
    for (const at of [0, 1, 2]) {
      const around = [image("a.gif", { alt: "A" }), image("b.gif", { alt: "B" })];
      around.splice(at, 0, anchor("x", { text }), image("t.gif", { alt: text, title: text }));
      const parts = { head: { ...(head as object), Title: text, Metas: [{ content: text }] }, links: around };
      const json = JSON.stringify(responseJson(parts));
      expectScanned(json);
      expect(scan(json, { links: false })).toHaveProperty("images.length", 3);
    }
  });

  it("requests and crawler metadata, which aren't pages", () => {
    const json = responseJson() as { Envelope: { "Payload-Metadata": Json } };
    json.Envelope["Payload-Metadata"] = { "HTTP-Request-Metadata": { Headers: {} } };
    expect(scan(JSON.stringify(json))).toBeUndefined();
    expectScanned(json as Json);
  });
});

describe("scanWatJson gives the same as a full parse, or asks for one, for", () => {
  it.each([" ", "\n", "\t", "\r\n", "  "])("white space %j", (space) => {
    expectSameOrFullParse(writeJson(responseJson({ head, links }), { space: () => space }));
  });

  it("white space in one place", () => {
    const json = JSON.stringify(responseJson({ head, links: (links as Json[]).slice(0, 3) }));
    for (let at = 0; at <= json.length; at++) {
      if (isInsidePair(json, at)) continue;
      const spaced = `${json.slice(0, at)} ${json.slice(at)}`;
      if (isJson(spaced)) expectSameOrFullParse(spaced);
    }
  });

  it.each([
    ["a name spelt with escapes", (json: string) => json.replaceAll('"Links"', '"\\u004cinks"')],
    ["HTML-Metadata spelt with escapes", (json: string) => json.replaceAll("HTML-Metadata", "HTML\\u002dMetadata")],
    ["a path spelt with escapes", (json: string) => json.replaceAll("IMG@/src", "\\u0049MG@\\/src")],
    ["path spelt with escapes", (json: string) => json.replace('"path":"IMG', '"p\\u0061th":"IMG')],
    [
      "an element in another order",
      (json: string) => json.replace('"path":"IMG@/src","url":"../2.jpg"', '"url":"../2.jpg","path":"IMG@/src"'),
    ],
    ["numbers for strings", (json: string) => json.replace('"200"', "200").replace('"80610731"', "80610731")],
    ["null for a list", (json: string) => json.replace(/"Links":\[.*?\]/, '"Links":null')],
    ["a list for a string", (json: string) => json.replace('"Título 🎉"', '["Título","2"]')],
    ["a list in a link", (json: string) => json.replace('"/1.gif"', '"/1.gif","x":[{"path":"IMG@/src","url":"no"}]')],
    ["an object in a link", (json: string) => json.replace('"/1.gif"', '"/1.gif","x":{"path":"IMG@/src","url":"no"}')],
    ["a list of lists", (json: string) => json.replace('"Links":[', '"Links":[[{"path":"IMG@/src","url":"no"}],')],
    ["a number at a link's end", (json: string) => json.replace('"the end"', "7")],
    ["an empty link", (json: string) => json.replace('"Links":[', '"Links":[{},')],
    ["Links twice", (json: string) => json.replace('"Links":[', '"Links":[{"path":"IMG@/src","url":"no"}],"Links":[')],
    [
      "HTML-Metadata twice",
      (json: string) => json.replace('"HTML-Metadata"', '"HTML-Metadata":{"Links":[]},"HTML-Metadata"'),
    ],
    ["url twice", (json: string) => json.replace('"url":"/1.gif"', '"url":"no","url":"/1.gif"')],
    [
      "Links elsewhere",
      (json: string) => json.replace('"Format"', '"Links":[{"path":"IMG@/src","url":"no"}],"Format"'),
    ],
    ["an Envelope within", (json: string) => json.replace('"Format"', '"Envelope":{"Payload-Metadata":{}},"Format"')],
    [
      "HTML-Metadata of a resource",
      (json: string) => json.replace(/"HTTP-Response-Metadata":\{.*?"HTML-Metadata"/, '"x":{},"y":{"HTML-Metadata"'),
    ],
    ["an array at the top", (json: string) => `[${json}]`],
  ])("%s", (_, change) => {
    const json = JSON.stringify(responseJson({ head, links }));
    const changed = change(json);
    expect(changed).not.toBe(json);
    if (isJson(changed)) expectSameOrFullParse(changed);
  });
});

it("JSON that is cut off anywhere", () => {
  const json = JSON.stringify(responseJson({ head, links }));
  for (let end = json.indexOf("HTML-Metadata") + 13; end < json.length; end++) {
    expect(scan(json.slice(0, end))).toBe("full parse");
  }
});

function isInsidePair(text: string, at: number): boolean {
  return text.codePointAt(at - 1)! > 0xffff;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
