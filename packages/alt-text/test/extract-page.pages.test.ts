import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, it } from "vitest";
import { readTags } from "../src/html/read-tags.js";
import { extractPage, scanImages } from "../src/index.js";

type Element = { name: string; offset: number; attributes: Record<string, string> };

const NAMES = new Set(["img", "source", "area", "input"]);
const pages = sharedData("html/pages");
const url = "https://publisher.example/section/page.html";

/** parse5's elements with scripting off, in the order of the source (tables move some in the tree). */
function parse5Elements(html: string): Element[] {
  const found: Element[] = [];
  const waiting: DefaultTreeAdapterTypes.Node[] = [
    parse(html, { scriptingEnabled: false, sourceCodeLocationInfo: true }),
  ];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ("tagName" in node && NAMES.has(node.tagName) && node.namespaceURI === "http://www.w3.org/1999/xhtml") {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      found.push({ name: node.tagName, offset: node.sourceCodeLocation!.startOffset, attributes });
    }
    if ("childNodes" in node) waiting.push(...node.childNodes);
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function parse5Base(html: string): string {
  const waiting: DefaultTreeAdapterTypes.Node[] = [parse(html)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const href = "tagName" in node && node.tagName === "base" && node.attrs.find(({ name }) => name === "href")?.value;
    if (typeof href === "string") return new URL(href, url).href;
    if ("childNodes" in node) waiting.push(...[...node.childNodes].reverse());
  }
  return url;
}

describe.skipIf(pages === undefined)("real pages, compared with parse5", () => {
  for (const file of pages === undefined ? [] : readdirSync(pages)) {
    const html = (): string => gunzipSync(readFileSync(`${pages}/${file}`)).toString("utf8");

    it(`${file}: the same elements and attributes`, () => {
      const page = html();
      const found = Array.from(readTags(page)).flatMap((tag): Element[] => {
        if (tag.kind !== "start" || tag.inTemplate || tag.namespace !== "html" || !NAMES.has(tag.name)) return [];
        return [{ name: tag.name, offset: tag.offset, attributes: Object.fromEntries(tag.attributes) }];
      });
      expect(found).toEqual(parse5Elements(page));
    });

    it(`${file}: the same images, alternatives and resolved URLs`, () => {
      const page = html();
      const expected = parse5Elements(page).filter(({ name }) => name === "img");
      const base = parse5Base(page);
      const images = extractPage(page, { url }).images.filter(({ element }) => element === "img");
      expect(images.map(({ offset, alt, title }) => ({ offset, alt, title }))).toEqual(
        expected.map(({ offset, attributes: { alt, title } }) => ({ offset, alt, title })),
      );
      expect(images.map(({ candidates }) => candidates.find(({ from }) => from === "src")?.url)).toEqual(
        expected.map(({ attributes: { src = "" } }) => (src.trim() === "" ? undefined : new URL(src, base).href)),
      );
      expect([...scanImages(page)]).toEqual(
        expected.map(({ attributes: { src, alt } }) => ({
          ...(src === undefined ? {} : { src }),
          ...(alt === undefined ? {} : { alt }),
        })),
      );
    });
  }
});
