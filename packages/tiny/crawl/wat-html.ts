import type { WatHtml } from "@alt2img/crawl";
import { type Element, elementsOf, isElement, type Node, textOf } from "./node.js";

/** What Common Crawl's tool would write about a page, from the tree that the page was written from. */
export function watHtml(html: Element): WatHtml {
  const elements = [...elementsOf([html])];
  const lang = html.attributes["lang"];
  const metas = elements.filter(({ tag }) => tag === "meta").map(({ attributes }) => strings(attributes));
  const title = elements.find(({ tag }) => tag === "title");
  const headLinks = elements
    .filter(({ tag }) => tag === "link")
    .map(({ attributes: { href, rel } }) => ({ path: "LINK@/href", rawUrl: String(href), rel: String(rel) }));
  return {
    ...(title === undefined ? {} : { title: textOf(title.children) }),
    metas: [...(typeof lang === "string" ? [{ name: "HTML@/lang", content: lang }] : []), ...metas],
    headLinks,
    links: [...linksOf([html])],
  };
}

/** A link is listed where it ends, after the images in it. */
function* linksOf(nodes: readonly Node[]): Generator<NonNullable<WatHtml["links"]>[number]> {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const { src, alt, title, href, action } = strings(node.attributes);
    if (node.tag === "img" && src !== undefined) {
      yield {
        path: "IMG@/src",
        rawUrl: src,
        ...(alt === undefined ? {} : { alt }),
        ...(title === undefined ? {} : { title }),
      };
    }
    if (node.tag === "form" && action !== undefined) yield { path: "FORM@/action", rawUrl: action };
    yield* linksOf(node.children);
    if (node.tag === "a" && href !== undefined) {
      const text = textOf(node.children);
      yield { path: "A@/href", rawUrl: href, ...(text === "" ? {} : { text: text.slice(0, 100) }) };
    }
  }
}

function strings(attributes: Element["attributes"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
