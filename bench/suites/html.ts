// HTML to images, over the real pages in the folder of third-party data, concatenated.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { extractPage, scanImages } from "@alt2img/alt-text";
import { HTMLRewriter } from "html-rewriter-wasm";
import { Parser } from "htmlparser2";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { type Comparison, compare } from "../compare.js";

const folder = process.env["ALT2IMG_DATA"] ?? new URL("../../../shared/data", import.meta.url).pathname;
const pages = `${folder}/html/pages`;
const url = "https://publisher.example/section/page.html";

/** How many images have both, and a checksum over them, so that all candidates have to read every value. */
type Found = { images: number; characters: number };
const show = ({ images, characters }: Found): string => `${images} img, ${characters} characters`;

function add(found: Found, src: string | undefined, alt: string | undefined): void {
  found.images++;
  found.characters += (src?.length ?? 0) + (alt?.length ?? 0);
}

function withScanImages(html: string): string {
  const found = { images: 0, characters: 0 };
  for (const { src, alt } of scanImages(html)) add(found, src, alt);
  return show(found);
}

function withHtmlparser2(html: string): string {
  const found = { images: 0, characters: 0 };
  const parser = new Parser({
    onopentag: (name, { src, alt }) => {
      if (name === "img") add(found, src, alt);
    },
  });
  parser.end(html);
  return show(found);
}

function withParse5(html: string): string {
  const found = { images: 0, characters: 0 };
  const waiting: DefaultTreeAdapterTypes.Node[] = [parse(html, { scriptingEnabled: false })];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeName === "img" && "attrs" in node) {
      const value = (wanted: string): string | undefined => node.attrs.find(({ name }) => name === wanted)?.value;
      add(found, value("src"), value("alt"));
    }
    if ("childNodes" in node) waiting.push(...node.childNodes);
  }
  return show(found);
}

async function withHtmlRewriter(bytes: Uint8Array): Promise<string> {
  const found = { images: 0, characters: 0 };
  const rewriter = new HTMLRewriter(() => {});
  rewriter.on("img", {
    element: (element) =>
      add(found, element.getAttribute("src") ?? undefined, element.getAttribute("alt") ?? undefined),
  });
  try {
    await rewriter.write(bytes);
    await rewriter.end();
  } finally {
    rewriter.free();
  }
  return show(found);
}

/** URL, alternative, link, heading and the text around of each `img`: most of what `extractPage` finds. */
function withHtmlparser2InFull(html: string): string {
  const unrendered = new Set([
    "script",
    "style",
    "title",
    "noscript",
    "template",
    "textarea",
    "iframe",
    "select",
    "svg",
  ]);
  const texts: string[] = [];
  const images: { url: string; alt?: string; text: number; link?: string; heading: number }[] = [];
  const links: (string | undefined)[] = [];
  let [hidden, heading] = [0, -1];
  const isHiding = (name: string, attributes: Record<string, string>): boolean =>
    unrendered.has(name) ||
    attributes["hidden"] !== undefined ||
    attributes["aria-hidden"] === "true" ||
    /display\s*:\s*none/.test(attributes["style"] ?? "");
  const hiding: boolean[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      hiding.push(isHiding(name, attributes));
      if (hiding.at(-1)) hidden++;
      if (name === "a") links.push(attributes["href"]);
      else if (/^h[1-6]$/.test(name)) heading = texts.length;
      else if (name === "img") {
        const { src, alt } = attributes;
        const resolved = src !== undefined && URL.canParse(src, url) ? new URL(src, url).href : "";
        const link = links.at(-1);
        images.push({
          url: resolved,
          text: texts.length,
          heading,
          ...(alt === undefined ? {} : { alt }),
          ...(link === undefined ? {} : { link: URL.canParse(link, url) ? new URL(link, url).href : "" }),
        });
      }
    },
    ontext: (text) => {
      if (hidden === 0) texts.push(text);
    },
    onclosetag: (name) => {
      if (hiding.pop()) hidden--;
      if (name === "a") links.pop();
    },
  });
  parser.end(html);
  let characters = 0;
  for (const image of images) {
    const piece = (from: number, to: number): string =>
      texts.slice(Math.max(0, from), to).join("").replace(/\s+/g, " ");
    characters +=
      piece(image.text - 12, image.text).slice(-200).length + piece(image.text, image.text + 12).slice(0, 200).length;
    if (image.heading >= 0) characters += (texts[image.heading] ?? "").trim().length;
  }
  return `${images.length} img with URL, link, heading and ${characters > 0 ? "text around" : "nothing"}`;
}

function withExtractPage(html: string): string {
  const found = { images: 0, characters: 0 };
  for (const image of extractPage(html, { url }).images) {
    if (image.element === "img") add(found, image.url, image.alt);
  }
  return `${found.images} img with URL, candidates, name and surroundings`;
}

/** Every `<` of the input: what any reader of HTML has to do at least. */
function visitEveryLess(html: string): string {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) count++;
  return `${count} <`;
}

export async function* suite(): AsyncIterable<Comparison> {
  if (!existsSync(pages)) {
    console.error(
      `!! SKIPPED: html, because ${pages} does not exist (ALT2IMG_DATA names the folder of third-party data).`,
    );
    return;
  }
  const all = readdirSync(pages).map((file) => gunzipSync(readFileSync(`${pages}/${file}`)));
  const bytes = new Uint8Array(Buffer.concat(all));
  const html = Buffer.from(bytes).toString("utf8");
  yield await compare({
    title: "HTML → src and alt of each img (html-rewriter-wasm leaves character references as they are)",
    bytes: bytes.length,
    candidates: [
      { name: "@alt2img/alt-text scanImages", run: () => withScanImages(html) },
      { name: "htmlparser2", run: () => withHtmlparser2(html) },
      { name: "parse5", run: () => withParse5(html) },
      { name: "html-rewriter-wasm", run: () => withHtmlRewriter(bytes) },
      { name: "(every < visited)", run: () => visitEveryLess(html) },
    ],
  });
  yield await compare({
    title: "HTML → images with everything about them, beside htmlparser2 with less of it",
    bytes: bytes.length,
    candidates: [
      { name: "@alt2img/alt-text extractPage", run: () => withExtractPage(html) },
      { name: "htmlparser2, URL, link, heading and text around", run: () => withHtmlparser2InFull(html) },
      { name: "htmlparser2, src and alt alone", run: () => withHtmlparser2(html) },
    ],
  });
}
