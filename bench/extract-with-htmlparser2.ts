import { Parser } from "htmlparser2";

/** What `extractPage` says about an image, as a user of htmlparser2 would write it. */
export type PeerImage = {
  element: string;
  candidates: { url: string; from: string; descriptor?: string }[];
  name?: string;
  language?: string;
  hidden: boolean;
  inNoscript: boolean;
  width?: number;
  height?: number;
  link?: { url: string; text: string };
  button?: string;
  figcaption?: string;
  heading?: string;
  textBefore: string;
  textAfter: string;
  offset: number;
  line: number;
  column: number;
};

type Span = { from: number; to: number };
type Open = { name: string; hides: boolean; silent: boolean; language: string | undefined; span?: Span };
type Found = {
  element: string;
  attributes: Record<string, string>;
  offset: number;
  text: number;
  hidden: boolean;
  inNoscript: boolean;
  language: string | undefined;
  link: (Span & { href: string }) | undefined;
  button: Span | undefined;
  figure: { caption?: Span } | undefined;
  heading: Span | undefined;
  sources: string[];
};

const SILENT = new Set("script style title noscript template textarea iframe select svg object video audio".split(" "));
const BLOCK =
  /^(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|table|tr|td|th|section|article|header|footer|nav|figure|figcaption|br)$/;

/** A page's images with their context: the work of `extractPage`, written for htmlparser2. */
export function extractWithHtmlparser2(html: string, url: string): PeerImage[] {
  const texts: string[] = [];
  const found: Found[] = [];
  const open: Open[] = [];
  const idTexts = new Map<string, Span>();
  const metas: { name: string; content: string; offset: number }[] = [];
  let base = url;
  let silent = 0;
  let hidden = 0;
  let noscript = 0;
  const links: (Span & { href: string })[] = [];
  const buttons: Span[] = [];
  const figures: { caption?: Span }[] = [];
  let heading: Span | undefined;
  let sources: string[] = [];
  let jsonLd: string[] | undefined;
  const scripts: string[] = [];

  const parser = new Parser({
    onopentag(name, attributes) {
      const { style } = attributes;
      const hides =
        attributes["hidden"] !== undefined ||
        attributes["aria-hidden"] === "true" ||
        (style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/.test(style));
      const element: Open = {
        name,
        hides,
        silent: SILENT.has(name),
        language: attributes["lang"] ?? open.at(-1)?.language,
      };
      open.push(element);
      if (hides) hidden++;
      if (element.silent) silent++;
      if (BLOCK.test(name)) texts.push(" ");
      const span = (): Span => (element.span ??= { from: texts.length, to: Number.POSITIVE_INFINITY });
      const { id } = attributes;
      if (id !== undefined && !idTexts.has(id)) idTexts.set(id, span());
      const isImage =
        name === "img" ||
        name === "area" ||
        (name === "svg" && open.every(({ name: outer }, i) => outer !== "svg" || i === open.length - 1)) ||
        (name === "input" && attributes["type"] === "image") ||
        (name === "video" && attributes["poster"] !== undefined) ||
        (name === "object" && /^image\//.test(attributes["type"] ?? "")) ||
        attributes["role"] === "img";
      if (isImage) {
        found.push({
          element: name,
          attributes,
          offset: parser.startIndex,
          text: texts.length,
          hidden: hidden > 0,
          inNoscript: noscript > 0,
          language: element.language,
          link: links.at(-1),
          button: buttons.at(-1),
          figure: figures.at(-1),
          heading,
          sources,
        });
      }
      if (name === "a") links.push(Object.assign(span(), { href: attributes["href"] ?? "" }));
      else if (name === "button") buttons.push(span());
      else if (name === "figure") figures.push({});
      else if (name === "figcaption" && figures.length > 0) figures.at(-1)!.caption ??= span();
      else if (/^h[1-6]$/.test(name)) heading = span();
      else if (name === "picture") sources = [];
      else if (name === "source") sources.push(attributes["srcset"] ?? "");
      else if (name === "noscript") noscript++;
      else if (name === "base" && base === url) base = resolved(attributes["href"] ?? "", url) ?? url;
      else if (name === "meta") {
        const key = attributes["property"] ?? attributes["name"];
        if (key !== undefined)
          metas.push({ name: key, content: attributes["content"] ?? "", offset: parser.startIndex });
      } else if (name === "script" && attributes["type"] === "application/ld+json") jsonLd = [];
    },
    ontext(text) {
      jsonLd?.push(text);
      if (silent === 0 && hidden === 0) texts.push(text);
    },
    onclosetag(name) {
      const element = open.pop();
      if (element?.hides) hidden--;
      if (element?.silent) silent--;
      if (element?.span !== undefined) element.span.to = texts.length;
      if (BLOCK.test(name)) texts.push(" ");
      if (name === "a") links.pop();
      else if (name === "button") buttons.pop();
      else if (name === "figure") figures.pop();
      else if (name === "picture") sources = [];
      else if (name === "noscript") noscript--;
      else if (name === "script" && jsonLd !== undefined) {
        scripts.push(jsonLd.join(""));
        jsonLd = undefined;
      }
    },
  });
  parser.end(html);

  for (const script of scripts) {
    try {
      JSON.parse(script);
    } catch {}
  }
  const textOf = ({ from, to }: Span): string =>
    texts
      .slice(from, Math.min(to, from + 200))
      .join("")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 1000);
  let line = 1;
  let lineStart = 0;
  return found.map((image): PeerImage => {
    const { attributes, element, offset, text } = image;
    for (let next = html.indexOf("\n", lineStart); next >= 0 && next < offset; next = html.indexOf("\n", lineStart)) {
      line++;
      lineStart = next + 1;
    }
    const labels = attributes["aria-labelledby"]?.split(/\s+/).map((id) => {
      const span = idTexts.get(id);
      return span === undefined ? "" : textOf(span);
    });
    const name = [labels?.join(" "), attributes["aria-label"], attributes["alt"], attributes["title"]]
      .map((each) => each?.replace(/\s+/g, " ").trim())
      .find(Boolean);
    const width = Number.parseFloat(attributes["width"] ?? "");
    const height = Number.parseFloat(attributes["height"] ?? "");
    const around = (from: number, to: number): string =>
      texts.slice(Math.max(0, from), to).join("").replace(/\s+/g, " ").trim();
    const target = image.link && resolved(image.link.href, base);
    return {
      element,
      candidates: candidatesOf(attributes, image.sources, base),
      ...(name === undefined ? {} : { name }),
      ...(image.language === undefined ? {} : { language: image.language }),
      hidden: image.hidden,
      inNoscript: image.inNoscript,
      ...(width >= 0 ? { width } : {}),
      ...(height >= 0 ? { height } : {}),
      ...(target === undefined ? {} : { link: { url: target, text: textOf(image.link!) } }),
      ...(image.button === undefined ? {} : { button: textOf(image.button) }),
      ...(image.figure?.caption === undefined ? {} : { figcaption: textOf(image.figure.caption) }),
      ...(image.heading === undefined ? {} : { heading: textOf(image.heading) }),
      textBefore: around(text - 24, text).slice(-200),
      textAfter: around(text, text + 24).slice(0, 200),
      offset,
      line,
      column: offset - lineStart + 1,
    };
  });
}

function candidatesOf(
  attributes: Record<string, string>,
  sources: readonly string[],
  base: string,
): PeerImage["candidates"] {
  const candidates: PeerImage["candidates"] = [];
  const add = (from: string, value: string | undefined, descriptor?: string): void => {
    const url = value === undefined || value.trim() === "" ? undefined : resolved(value, base);
    if (url === undefined || candidates.some((known) => known.url === url)) return;
    candidates.push({ url, from, ...(descriptor === undefined ? {} : { descriptor }) });
  };
  const addSet = (from: string, value: string | undefined): void => {
    for (const part of value?.split(/,\s+/) ?? []) {
      const [url, descriptor] = part.trim().split(/\s+/);
      add(from, url, descriptor);
    }
  };
  for (const key of ["src", "data-src", "data-original", "data-lazy-src", "poster", "data"]) add(key, attributes[key]);
  addSet("srcset", attributes["srcset"]);
  addSet("data-srcset", attributes["data-srcset"]);
  for (const source of sources) addSet("source", source);
  return candidates;
}

function resolved(url: string, base: string): string | undefined {
  return URL.canParse(url, base) ? new URL(url, base).href : undefined;
}
