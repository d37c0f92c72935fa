// A WAT in Common Crawl's format, made from the real pages next to the repository: what ia-web-commons would write for
// them, three records a page, with the keys in the order of real WATs, and with records as large as in those. It is
// made again for each run and never stored in the repository.
import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import { Parser } from "htmlparser2";

type Attributes = Record<string, string>;
type Link = Record<string, string>;

const TEXT_LENGTH = 100;

/**
 * A page has 6.6 kB in a WAT of Common Crawl (CC-MAIN-2024-22: 16 TiB for 2.7 · 10⁹ pages). The saved pages are long
 * articles: with all their links they would have 11 kB on average; with the first fifth of each page's they have 6.5 kB
 * (23 kB inflated), from 3.2 to 16.8 kB, and 84 links, 6 of them images.
 */
const KEPT_LINKS = 0.2;

/** The `HTML-Metadata` of a page, in the order and with the limits of ia-web-commons' ExtractingParseObserver. */
function htmlMetadata(html: string): object {
  const metas: Link[] = [];
  const headLinks: Link[] = [];
  const scripts: Link[] = [];
  const links: Link[] = [];
  const openAnchors: { link: Link | undefined; text: string }[] = [];
  let title: string | undefined;
  let base: string | undefined;
  let isInTitle = false;
  const pick = (from: Attributes, names: string[]): Link =>
    Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
  const link = (element: string, attributes: Attributes, name: string, others: string[] = []): Link | undefined => {
    const url = attributes[name];
    if (url === undefined) return undefined;
    return { path: `${element.toUpperCase()}@/${name}`, url, ...pick(attributes, others) };
  };
  const add = (list: Link[], entry: Link | undefined): void => {
    if (entry !== undefined) list.push(entry);
  };
  const open = (element: string, attributes: Attributes): void => {
    for (const name of ["background", "data-href", "data-uri"]) add(links, link(element, attributes, name));
    if (element === "title") isInTitle = title === undefined;
    else if (element === "base") base ??= attributes["href"];
    else if (element === "html" && attributes["lang"] !== undefined) {
      metas.push({ name: "HTML@/lang", content: attributes["lang"] });
    } else if (element === "meta") {
      const meta = pick(attributes, ["name", "rel", "content", "http-equiv", "property"]);
      if (Object.keys(meta).length > 0) metas.push(meta);
    } else if (element === "link") add(headLinks, link(element, attributes, "href", ["rel", "type"]));
    else if (element === "script") add(scripts, link(element, attributes, "src", ["type"]));
    else if (element === "img") {
      add(links, link(element, attributes, "src", ["alt", "title"]));
      add(links, link(element, attributes, "longdesc"));
    } else if (element === "a") {
      const names = ["target", "alt", "title", "rel", "hreflang", "type"];
      openAnchors.push({ link: link(element, attributes, "href", names), text: "" });
    } else if (element === "area") add(links, link(element, attributes, "href", ["rel"]));
    else if (element === "form") add(links, link(element, attributes, "action", ["target", "method"]));
    else if (["iframe", "frame", "embed", "audio", "source", "track", "input", "video"].includes(element)) {
      add(links, link(element, attributes, "src"));
      if (element === "video") add(links, link(element, attributes, "poster"));
    }
  };
  const parser = new Parser({
    onopentag: open,
    ontext(text) {
      if (isInTitle) title = (title ?? "") + text;
      for (const anchor of openAnchors) if (anchor.text.length < TEXT_LENGTH) anchor.text += text;
    },
    onclosetag(element) {
      if (element === "title") isInTitle = false;
      if (element !== "a") return;
      const anchor = openAnchors.pop();
      const text = anchor?.text.trim().replace(/\s+/g, " ").slice(0, TEXT_LENGTH);
      if (anchor?.link !== undefined) links.push(text ? { ...anchor.link, text } : anchor.link);
    },
  });
  parser.end(html);
  const head = {
    ...(base === undefined ? {} : { Base: base }),
    ...(metas.length === 0 ? {} : { Metas: metas }),
    ...(title === undefined ? {} : { Title: title.replace(/\s+/g, " ").slice(0, TEXT_LENGTH) }),
    ...(headLinks.length === 0 ? {} : { Link: headLinks }),
    ...(scripts.length === 0 ? {} : { Scripts: scripts }),
  };
  const kept = links.slice(0, Math.ceil(links.length * KEPT_LINKS));
  return { Head: head, ...(kept.length === 0 ? {} : { Links: kept }) };
}

const FILENAME = "CC-MAIN-20240517233122-20240518023122-00000.warc.gz";

/** Replaces the identifiers and digests of a real file with as many bits that don't compress. */
function makeIdentifiers(): { uuid(): string; sha1(): string } {
  let state = 1;
  const digits = (alphabet: string, length: number): string =>
    Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return alphabet[(state >>> 16) % alphabet.length];
    }).join("");
  const hex = (length: number): string => digits("0123456789abcdef", length);
  return {
    uuid: () => `<urn:uuid:${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}>`,
    sha1: () => `sha1:${digits("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32)}`,
  };
}

/** The three records that a WAT has for a page: for the request, the response and the crawler's metadata. */
function recordsOfPage(name: string, html: string, { uuid, sha1 }: ReturnType<typeof makeIdentifiers>): Uint8Array[] {
  const host = `${name}.example.org`;
  const url = `https://${host}/articles/${name}.html`;
  const bytes = Buffer.byteLength(html);
  const container = (length: number): object => ({
    Filename: FILENAME,
    Compressed: true,
    Offset: "80610308",
    "Gzip-Metadata": {
      "Deflate-Length": String(length),
      "Header-Length": "10",
      "Footer-Length": "8",
      "Inflated-CRC": "1106529533",
      "Inflated-Length": String(4 * length),
    },
  });
  const record = (type: string, payload: object): Uint8Array => {
    const recordId = uuid();
    const isHttp = type !== "metadata";
    const contentType = isHttp ? `application/http; msgtype=${type}` : "application/warc-fields";
    const actualType = isHttp ? contentType : "application/metadata-fields";
    const json = JSON.stringify({
      Container: container(type === "response" ? Math.ceil(bytes / 4) : 423),
      Envelope: {
        "Payload-Metadata": {
          "Actual-Content-Type": actualType,
          ...payload,
          "Actual-Content-Length": "265",
          "Trailing-Slop-Length": isHttp ? "4" : "0",
          "Block-Digest": sha1(),
        },
        Format: "WARC/1.0",
        "WARC-Header-Length": "607",
        "WARC-Header-Metadata": {
          "WARC-Type": type,
          "WARC-Date": "2024-05-18T01:58:10Z",
          "WARC-Record-ID": recordId,
          "Content-Length": String(bytes),
          "Content-Type": contentType,
          "WARC-Warcinfo-ID": "<urn:uuid:668d88fc-4208-41fc-b327-1aa6cb783331>",
          "WARC-Concurrent-To": uuid(),
          "WARC-IP-Address": "208.80.154.224",
          "WARC-Target-URI": url,
          ...(type === "response"
            ? { "WARC-Payload-Digest": sha1(), "WARC-Identified-Payload-Type": "text/html" }
            : {}),
        },
      },
    });
    const digest = sha1();
    const head =
      "WARC/1.0\r\nWARC-Type: metadata\r\n" +
      `WARC-Target-URI: ${url}\r\nWARC-Date: 2024-05-31T01:17:49Z\r\nWARC-Record-ID: ${uuid()}\r\n` +
      `WARC-Refers-To: ${recordId}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n` +
      `WARC-Payload-Digest: ${digest}\r\nWARC-Block-Digest: ${digest}\r\n\r\n`;
    return Buffer.from(`${head}${json}\r\n\r\n`);
  };
  const request = {
    "HTTP-Request-Metadata": {
      "Request-Message": { Method: "GET", Path: `/articles/${name}.html`, Version: "HTTP/1.1" },
      "Headers-Length": "263",
      Headers: {
        "User-Agent": "CCBot/2.0 (https://commoncrawl.org/faq/)",
        Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "en-US,en;q=0.5",
        "Accept-Encoding": "br,gzip",
        Host: host,
        Connection: "Keep-Alive",
      },
      "Entity-Length": "0",
      "Entity-Digest": sha1(),
      "Entity-Trailing-Slop-Length": "0",
    },
  };
  const response = {
    "HTTP-Response-Metadata": {
      "Response-Message": { Status: "200", Version: "HTTP/1.1", Reason: "OK" },
      "Headers-Length": "628",
      Headers: {
        Date: "Sat, 18 May 2024 01:58:10 GMT",
        "Content-Type": "text/html; charset=UTF-8",
        "X-Crawler-Transfer-Encoding": "chunked",
        Connection: "keep-alive",
        Vary: "Accept-Encoding",
        Server: "nginx",
        "Last-Modified": "Fri, 17 May 2024 16:12:21 GMT",
        ETag: `W/"1597e-${uuid().slice(10, 20)}"`,
        "Cache-Control": "max-age=0, must-revalidate",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "X-Crawler-Content-Encoding": "gzip",
        "Content-Length": String(bytes),
      },
      "HTML-Metadata": htmlMetadata(html),
      "Entity-Length": String(bytes),
      "Entity-Digest": sha1(),
      "Entity-Trailing-Slop-Length": "0",
    },
  };
  const metadata = {
    "WARC-Metadata-Metadata": {
      "Metadata-Records": [
        { Name: "fetchTimeMs", Value: "189" },
        { Name: "charset-detected", Value: "UTF-8" },
        {
          Name: "languages-cld2",
          Value: '{"reliable":true,"text-bytes":4217,"languages":[{"code":"en","text-covered":0.98}]}',
        },
      ],
    },
  };
  return [record("request", request), record("response", response), record("metadata", metadata)];
}

export type WatMember = { member: Uint8Array; inflatedLength: number };

/** Its gzip members, one a record, repeated until they inflate to about `megabytes` · 10⁶ bytes. */
export function* watMembers(megabytes: number): Generator<WatMember, void, undefined> {
  const folder = sharedData("html/pages");
  if (folder === undefined) throw new Error("The real pages are missing: set ALT2IMG_DATA to the folder of test data.");
  const identifiers = makeIdentifiers();
  const members = readdirSync(folder)
    .filter((file) => file.endsWith(".html.gz"))
    .sort()
    .flatMap((file) => {
      const name = file.slice(0, -8).replace(/[^a-z0-9]/g, "-");
      const html = gunzipSync(readFileSync(`${folder}/${file}`)).toString();
      return recordsOfPage(name, html, identifiers).map((record) => ({
        member: gzipSync(record),
        inflatedLength: record.length,
      }));
    });
  for (let bytes = 0; ; ) {
    for (const item of members) {
      if (bytes >= megabytes * 1e6) return;
      yield item;
      bytes += item.inflatedLength;
    }
  }
}
