// HTML to images, over the real pages in the folder of third-party data, concatenated.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { extractPage, scanImages } from "@alt2img/alt-text";
import { HTMLRewriter } from "html-rewriter-wasm";
import { Parser } from "htmlparser2";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { type Comparison, compare } from "../compare.js";
import { extractWithHtmlparser2 } from "../extract-with-htmlparser2.js";

const folder = process.env["ALT2IMG_DATA"] ?? new URL("../../../shared/data", import.meta.url).pathname;
const pages = `${folder}/html/pages`;
const url = "https://publisher.example/section/page.html";

/** How many images have both, and a checksum over them, so that every candidate has to read every value. */
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

function withHtmlparser2InFull(bytes: Uint8Array): string {
  const images = extractWithHtmlparser2(new TextDecoder().decode(bytes), url);
  return `${images.filter(({ element }) => element === "img").length} img with URL, candidates, name and surroundings`;
}

function withExtractPage(html: string | Uint8Array): string {
  const found = { images: 0, characters: 0 };
  for (const image of extractPage(html, { url }).images) {
    if (image.element === "img") add(found, image.url, image.alt);
  }
  return `${found.images} img with URL, candidates, name and surroundings`;
}

/** Every `<` of the input: the least that any reader of HTML has to do. */
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
    title: "HTML as text → images with everything about them, compared with htmlparser2 with only src and alt",
    bytes: bytes.length,
    candidates: [
      { name: "@alt2img/alt-text extractPage", run: () => withExtractPage(html) },
      { name: "htmlparser2, only src and alt", run: () => withHtmlparser2(html) },
    ],
  });
  yield await compare({
    title: "HTML as bytes → images with everything about them, compared with htmlparser2 with the same work",
    bytes: bytes.length,
    candidates: [
      { name: "@alt2img/alt-text extractPage", run: () => withExtractPage(bytes) },
      { name: "TextDecoder and htmlparser2, the same work", run: () => withHtmlparser2InFull(bytes) },
      {
        name: "TextDecoder and htmlparser2, only src and alt",
        run: () => withHtmlparser2(new TextDecoder().decode(bytes)),
      },
    ],
  });
}
