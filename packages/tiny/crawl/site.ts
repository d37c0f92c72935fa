import type { AltQuality, BrokenRecord, OptOutTruth, PageTruth } from "../src/crawl-truth.js";
import { type AltSettings, altText, slug } from "./alt-text.js";
import { type Language, languages, type NameOf, namesIn } from "./languages.js";
import { type Attributes, type Element, h, type Node, raw } from "./node.js";
import type { Chance, Picture } from "./pictures.js";
import type { Dialect } from "./serialise.js";

export type Fault = BrokenRecord["fault"];

/** A page that the imaginary crawler received. */
export type Page = {
  url: string;
  title: string;
  html: Element;
  optOut: OptOutTruth[];
  headers: readonly (readonly [name: string, value: string])[];
  transferEncoding?: "chunked";
  contentEncoding?: "gzip" | "br" | "deflate";
  /** The server sends no media type. */
  untyped?: true;
  xhtml?: true;
  fault?: Fault;
};

/** A host with everything that was fetched from it. */
export type Site = {
  host: string;
  kind: PageTruth["kind"];
  language: Language;
  charset: string;
  dialect: Dialect;
  /** How pages declare their charset; `none` leaves it to a byte order mark. */
  declares: "header" | "meta" | "none";
  pages: Page[];
  /** Pictures by URL, in the order in which pages show them. */
  images: Map<string, Picture>;
  redirects: { url: string; status: number; location: string }[];
  errors: { url: string; status: number }[];
  disallows: { agent: string; path: string }[];
};

export type SiteSettings = Pick<Site, "host" | "kind"> & {
  language?: keyof typeof languages;
  otherLanguage?: keyof typeof languages;
  charset?: string;
  dialect?: Dialect;
  declares?: Site["declares"];
  /** The folder of its pictures. */
  media?: string;
  /** How many alt texts of each quality, as weights. */
  qualities?: Partial<Record<AltQuality, number>>;
  disallows?: Site["disallows"];
};

export type World = { pictures: readonly Picture[]; chance: Chance };

export type PageSettings = {
  path: string;
  title: string;
  body: readonly Node[];
  metas?: readonly Attributes[];
  headers?: Page["headers"];
  optOut?: OptOutTruth[];
  fault?: Fault | undefined;
  untyped?: true | undefined;
  xhtml?: true | undefined;
};

/** Writes the pages of one host. */
export type SiteWriter = Site & {
  nameOf: NameOf;
  /** An `img` of the picture, with a random alt text, one of the given quality, or the given one. */
  img(picture: Picture, options?: ImgOptions): Element;
  /** The usual lazy loading: an `img` that a script fills, and the same in a `noscript`. */
  lazy(picture: Picture): Node[];
  page(settings: PageSettings): Page;
};

type ImgOptions = {
  quality?: AltQuality;
  alt?: string | null;
  width?: number;
  title?: string;
};

const USUAL: Partial<Record<AltQuality, number>> = {
  good: 6,
  missing: 1,
  empty: 1,
  "file-name": 1,
  wrong: 0.5,
  placeholder: 0.5,
};

/** An empty site, and the functions that fill it. */
export function createSite(settings: SiteSettings, { pictures, chance }: World): SiteWriter {
  const { host, kind, charset = "utf-8", dialect = "tidy", qualities = USUAL } = settings;
  const language: Language = languages[settings.language ?? "en"];
  const otherLanguage: Language = languages[settings.otherLanguage ?? (language.tag === "en" ? "es" : "en")];
  const media = settings.media ?? `https://${host}/media/`;
  const nameOf = namesIn(language);
  const alts: AltSettings = {
    language,
    nameOf,
    other: { language: otherLanguage, nameOf: namesIn(otherLanguage) },
    pictures,
  };
  const site: Site = {
    host,
    kind,
    language,
    charset,
    dialect,
    declares: settings.declares ?? (charset === "utf-8" ? "header" : chance.pick(["header", "meta"] as const)),
    pages: [],
    images: new Map(),
    redirects: [],
    errors: [],
    disallows: settings.disallows ?? [],
  };

  const address = (picture: Picture, width: number): string => {
    // Small ones have a URL of their own, with the same bytes.
    const url = `${media}${width < 48 ? "small/" : ""}${picture.vendor}/${slug(picture)}.webp`;
    site.images.set(url, picture);
    return url;
  };

  const element = (
    picture: Picture,
    { quality = weighted(qualities, chance), alt, width, title }: ImgOptions,
  ): Element => {
    const url = address(picture, width ?? 64);
    const text = alt === undefined ? altText(picture, quality, alts, chance) : alt;
    const attributes = {
      src: relative(url, host, chance),
      ...(text === null ? {} : { alt: text }),
      ...(title === undefined ? {} : { title }),
      ...(width === undefined ? {} : { width: String(width), height: String(width) }),
    };
    const size = width === undefined ? {} : { width, height: width };
    return {
      ...h("img", attributes),
      fact: { url, row: picture.id, name: picture.name, alt: text, quality, lazy: false, ...size },
    };
  };

  return {
    ...site,
    nameOf,
    img: (picture, options = {}) => element(picture, options),
    lazy(picture) {
      const shown = element(picture, { quality: "good" });
      const { src, ...others } = shown.attributes;
      const attributes = {
        src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        ...others,
        class: "lazy",
        "data-src": src,
      };
      return [{ ...shown, attributes, fact: { ...shown.fact!, lazy: true } }, h("noscript", {}, shown)];
    },
    page(page) {
      const made = makePage(site, page, chance, pictures, nameOf);
      site.pages.push(made);
      return made;
    },
  };
}

function makePage(
  site: Site,
  settings: PageSettings,
  chance: Chance,
  pictures: readonly Picture[],
  nameOf: NameOf,
): Page {
  const { path, title, body, metas = [], headers = [], optOut = [], fault, untyped, xhtml } = settings;
  const { host, language, charset } = site;
  const charsetMeta = site.declares === "meta" || untyped ? [h("meta", { charset })] : [];
  const head = h(
    "head",
    {},
    ...charsetMeta,
    h("title", {}, title),
    ...metas.map((meta) => h("meta", meta)),
    h("link", { rel: "stylesheet", href: "/style.css" }),
  );
  const nav = h(
    "nav",
    {},
    h("a", { href: "/" }, language.home),
    " ",
    h("a", { href: "/about" }, language.about),
    " ",
    h("a", { href: `?${chance.below(1000)}` }, language.next),
  );
  const words = (): string => nameOf(chance.pick(pictures)) ?? "";
  // A page that is damaged at its end gets a tail that may be lost.
  const tail =
    fault === undefined
      ? []
      : Array.from({ length: 30 }, () => h("p", {}, Array.from({ length: 14 }, words).join(" · ")));
  const html = h(
    "html",
    {
      lang: language.tag,
      ...(language.tag === "ar" ? { dir: "rtl" } : {}),
      ...(xhtml ? { xmlns: "http://www.w3.org/1999/xhtml" } : {}),
    },
    head,
    h("body", {}, nav, ...body, h("footer", {}, h("p", {}, host)), ...tail, ...traps(xhtml)),
  );
  const encodings = [undefined, undefined, "gzip", "gzip", "br", "deflate"] as const;
  const contentEncoding = fault === undefined ? chance.pick(encodings) : undefined;
  const isChunked = fault === undefined && chance.happens(0.4);
  return {
    url: `https://${host}${path}`,
    title,
    html,
    optOut,
    headers,
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    ...(isChunked ? { transferEncoding: "chunked" } : {}),
    ...(fault === undefined ? {} : { fault }),
    ...(untyped ? { untyped } : {}),
    ...(xhtml ? { xhtml } : {}),
  };
}

/** Markup that looks like an image but isn't one. */
const traps = (xhtml: true | undefined): Node[] =>
  xhtml
    ? []
    : [
        raw('<!-- <img src="/old/logo.webp" alt="the logo of last year"> -->'),
        raw(`<script>document.write('<img src="/t.gif" alt="a picture that only a script makes">')</script>`),
      ];

/** URLs as pages write them: absolute, without the scheme, or from the host's root. */
function relative(url: string, host: string, chance: Chance): string {
  const own = `https://${host}/`;
  const forms = [url, url.slice("https:".length), ...(url.startsWith(own) ? [url.slice(own.length - 1)] : [])];
  return chance.pick(forms);
}

function weighted(weights: Partial<Record<AltQuality, number>>, chance: Chance): AltQuality {
  const entries = Object.entries(weights) as [AltQuality, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let place = (chance.below(1_000_000) / 1_000_000) * total;
  for (const [quality, weight] of entries) {
    place -= weight;
    if (place < 0) return quality;
  }
  return entries.at(-1)![0];
}
