import { createHash } from "node:crypto";
import { type NewWarcRecord, warcinfo } from "@alt2img/crawl";
import { concatenate, htmlBytes, responseBody } from "./page-bytes.js";
import type { Picture } from "./pictures.js";
import type { Page, Site } from "./site.js";

const CRLF = "\r\n";
const FIRST_FETCH = Date.UTC(2024, 5, 15, 8, 0, 0);
const utf8 = new TextEncoder();

/** On redirects and error pages, which readers of pages must ignore. */
export const MOVED_IMAGE = { path: "IMG@/src", rawUrl: "/moved.webp", alt: "a removal van" };
export const ERROR_IMAGE = { path: "IMG@/src", rawUrl: "/lost.webp", alt: "a lost sheep" };

const imgOf = ({ rawUrl, alt }: typeof MOVED_IMAGE): string => `<img src="${rawUrl}" alt="${alt}">`;

/** A record, and the page in it. */
export type MadeRecord = { record: NewWarcRecord & { recordId: string }; page?: Page };

/** Derived from the record's content, so that it is always the same. */
export function recordId(about: string): string {
  const hash = createHash("sha1").update(`tiny crawl: ${about}`).digest("hex");
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The records of the crawl, in the order in which the imaginary crawler fetched. */
export async function* records(sites: readonly Site[], filename: string): AsyncGenerator<MadeRecord> {
  const info = recordId("warcinfo");
  const fetches = { count: 0 };
  const date = (): string => `${new Date(FIRST_FETCH + 4000 * fetches.count++).toISOString().slice(0, 19)}Z`;
  yield {
    record: {
      ...warcinfo(
        {
          software: "alt2img tiny crawl",
          format: "WARC File Format 1.1",
          conformsTo: "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
          robots: "honoured by an imaginary crawler",
          description:
            "Pages that alt2img wrote itself, on hosts that do not exist. Texts: CC0 1.0. Pictures: see LICENSES.md.",
        },
        { filename, date: date() },
      ),
      recordId: info,
    },
  };
  for (const [number, site] of sites.entries()) {
    const context: Context = { info, ip: `203.0.113.${number + 1}`, date };
    yield {
      record: response(
        context,
        `https://${site.host}/robots.txt`,
        200,
        [["Content-Type", "text/plain"]],
        utf8.encode(robotsTxt(site)),
      ),
    };
    for (const { url, status, location } of site.redirects) {
      const body = utf8.encode(`<html><body>${imgOf(MOVED_IMAGE)}`);
      yield {
        record: response(
          context,
          url,
          status,
          [
            ["Location", location],
            ["Content-Type", "text/html"],
          ],
          body,
        ),
      };
    }
    yield* pagesAndImages(site, context);
    for (const { url, status } of site.errors) {
      const body = utf8.encode(`<html><body><h1>Error</h1>${imgOf(ERROR_IMAGE)}`);
      yield { record: response(context, url, status, [["Content-Type", "text/html; charset=utf-8"]], body) };
    }
  }
}

type Context = { info: string; ip: string; date: () => string };

async function* pagesAndImages(site: Site, context: Context): AsyncGenerator<MadeRecord> {
  const shownAt = firstShown(site);
  const originals = new Map<number, { url: string; date: string; recordId: string }>();
  for (const page of site.pages) {
    const html = htmlBytes(page, site);
    const { body, fields } = await responseBody(page, html);
    const type = page.xhtml ? "application/xhtml+xml" : "text/html";
    const contentType = site.declares === "header" ? `${type}; charset=${site.charset}` : type;
    const headers: [string, string][] = [
      ...(page.untyped ? [] : [["Content-Type", contentType] as [string, string]]),
      ...page.headers.map(([name, value]): [string, string] => [name, value]),
      ...fields,
    ];
    yield { record: request(context, page.url) };
    const made = response(context, page.url, 200, headers, body);
    yield { record: page.fault === "wrong payload digest" ? withWrongDigest(made) : made, page };
    yield { record: metadata(context, page.url, site.language.tag) };
    for (const [url, picture] of site.images) {
      if (shownAt.get(url) === page) yield { record: image(context, url, picture, originals) };
    }
  }
}

/** The page on which an image was first seen. */
function firstShown({ pages, images }: Site): Map<string, Page> {
  const shown = new Map<string, Page>();
  for (const page of pages) {
    const text = JSON.stringify(page.html);
    for (const url of images.keys()) if (!shown.has(url) && text.includes(JSON.stringify(url))) shown.set(url, page);
  }
  return shown;
}

function request({ info, date }: Context, url: string): MadeRecord["record"] {
  const { host, pathname, search } = new URL(url);
  const lines = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    "User-Agent: alt2img-tiny-crawler (it does not exist either)",
    "Accept-Encoding: gzip, deflate, br",
  ];
  return {
    type: "request",
    targetUri: url,
    date: date(),
    recordId: recordId(`request ${url}`),
    headers: [
      ["WARC-Warcinfo-ID", `<${info}>`],
      ["WARC-Concurrent-To", `<${recordId(`response ${url}`)}>`],
    ],
    contentType: "application/http; msgtype=request",
    block: [...lines, "", ""].join(CRLF),
  };
}

function response(
  { info, ip, date }: Context,
  url: string,
  status: number,
  headers: readonly (readonly [string, string])[],
  body: Uint8Array,
): MadeRecord["record"] {
  const fetched = date();
  return {
    type: "response",
    targetUri: url,
    date: fetched,
    recordId: recordId(`response ${url}`),
    headers: [
      ["WARC-Warcinfo-ID", `<${info}>`],
      ["WARC-IP-Address", ip],
    ],
    contentType: "application/http; msgtype=response",
    block: concatenate(httpHead(status, headers, fetched), body),
  };
}

function image(
  context: Context,
  url: string,
  picture: Picture,
  originals: Map<number, { url: string; date: string; recordId: string }>,
): MadeRecord["record"] {
  const headers: [string, string][] = [
    ["Content-Type", "image/webp"],
    ["Content-Length", String(picture.image.length)],
  ];
  const whole = response(context, url, 200, headers, picture.image);
  const original = originals.get(picture.id);
  if (original === undefined) {
    originals.set(picture.id, { url, date: whole.date!, recordId: whole.recordId });
    return whole;
  }
  return {
    ...whole,
    type: "revisit",
    headers: [
      ...(whole.headers ?? []),
      ["WARC-Payload-Digest", `sha1:${base32(createHash("sha1").update(picture.image).digest())}`],
      ["WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"],
      ["WARC-Refers-To", `<${original.recordId}>`],
      ["WARC-Refers-To-Target-URI", original.url],
      ["WARC-Refers-To-Date", original.date],
    ],
    block: httpHead(200, headers, whole.date!),
  };
}

function metadata({ info, date }: Context, url: string, language: string): MadeRecord["record"] {
  return {
    type: "metadata",
    targetUri: url,
    date: date(),
    recordId: recordId(`metadata ${url}`),
    headers: [
      ["WARC-Warcinfo-ID", `<${info}>`],
      ["WARC-Concurrent-To", `<${recordId(`response ${url}`)}>`],
    ],
    contentType: "application/warc-fields",
    block: [`declared-language: ${language}`, "fetchTimeMs: 42", ""].join(CRLF),
  };
}

function httpHead(status: number, headers: readonly (readonly [string, string])[], date: string): Uint8Array {
  const reasons: Readonly<Record<number, string>> = {
    200: "OK",
    301: "Moved Permanently",
    302: "Found",
    308: "Permanent Redirect",
    403: "Forbidden",
    404: "Not Found",
    410: "Gone",
  };
  const lines = [
    `HTTP/1.1 ${status} ${reasons[status] ?? "Other"}`,
    `Date: ${new Date(date).toUTCString()}`,
    "Server: a drawing of a server",
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return utf8.encode([...lines, "", ""].join(CRLF));
}

function robotsTxt({ disallows }: Site): string {
  const rules = disallows.map(({ agent, path }) => `User-agent: ${agent}\nDisallow: ${path}\n`);
  return rules.length === 0 ? "User-agent: *\nDisallow:\n" : rules.join("\n");
}

function withWrongDigest(record: MadeRecord["record"]): MadeRecord["record"] {
  return { ...record, headers: [...(record.headers ?? []), ["WARC-Payload-Digest", `sha1:${"A".repeat(32)}`]] };
}

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five, 2)])
    .join("");
}
