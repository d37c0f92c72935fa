import { collectBytes } from "../../packages/core/src/index.js";
import { type NewWarcRecord, warcinfo, writeWarc } from "../../packages/crawl/src/index.js";
import { encodePng } from "../../packages/image/src/index.js";
import { hostileTexts, hostileUrls } from "../../packages/testing/src/page/hostile-texts.js";

/** Beginning and end say which text it is, so that each can be found wherever it is shown. */
const marked = (text: string, i: number): string => `begin${i}of${text}end${i}`;

/** What the pages of the crawl say, wherever they can say something. */
export const crawlTexts: readonly string[] = [
  ...hostileTexts,
  // A terminal's title and its colours.
  "\u001b]0;pwned\u0007\u001b[31mred\u001b[0m \u009b2J",
  "\u200E\u200F\u061C\u2060\u{E0001}\u{E0041} z\u0300\u0301\u0302\u0303 \u{1F468}\u200D\u{1F4BB}",
  `{{constructor.constructor('pwned=40')()}} <%= pwned=41 %> #{pwned=42} [[\${pwned=43}]] v-html=pwned`,
  `<math><mtext><table><mglyph><style><img src=x onerror=pwned=44>`,
  `<img src=x onerror=pwned=45>`.repeat(500),
].map(marked);

/** One page alone, for what reads no crawl. */
export const hostilePage = (text: string, i: number): string => {
  const said = escaped(text);
  const url = escaped(hostileUrls[i % hostileUrls.length]!);
  return `<!doctype html><html lang="${said}"><head><title>${said}</title>
<meta name="robots" content="${said}"><meta name="tdm-policy" content="${url}"><link rel="license" href="${url}">
<meta property="og:image" content="${url}"><meta property="og:image:alt" content="${said}">
<script type="application/ld+json">${JSON.stringify({ "@type": "ImageObject", contentUrl: pictureName(text, i), caption: text }).replaceAll("<", "\\u003c")}</script>
</head><body><h1>${said}</h1>
<figure><img src="${escaped(pictureName(text, i))}" alt="${said}" title="${said}"><figcaption>${said}</figcaption></figure>
<a href="${url}">${said}<img src="${url}" srcset="${url} 2x" alt="${said}"></a>
<button aria-label="${said}"><img src="other-${i}.png" alt="${said}"></button>
<div role="img" aria-label="${said}"></div><svg role="img"><title>${said}</title></svg>
<object data="${url}"></object><input type="image" src="${url}" alt="${said}"></body></html>`;
};

/** A crawl's file whose pages, pictures, addresses and headers all try to get out of where they are shown. */
export async function hostileCrawl(): Promise<Uint8Array> {
  return await collectBytes(writeWarc(records()));
}

function* records(): Generator<NewWarcRecord> {
  yield warcinfo({ software: oneLine(crawlTexts[0]!), description: oneLine(crawlTexts[1]!) });
  for (const [i, text] of crawlTexts.entries()) {
    // Only some addresses are allowed to be what no address is: a page without a proper one makes no pairs.
    const page = `https://evil.example/${i}/${oneLine(text).slice(0, 500)}`;
    const address = i % 3 === 1 ? hostileUrls[i % hostileUrls.length]! : page;
    // Once as texts alone, and once with a text that has got out and swallows what comes next.
    yield response(address, `text/html; charset="${oneLine(text).slice(0, 200)}"`, hostilePage(text, i), text);
    yield response(page, "text/html; charset=utf-8", `${hostilePage(text, i)}${text}${text}`, text);
    yield response(new URL(pictureName(text, i), page).href, "image/png", picture(i), text);
    yield response(new URL(`other-${i}.png`, page).href, `image/svg+xml`, svg, text);
  }
  const [start, end] = hostilePage("BROKEN", 99).split("BROKEN", 2) as [string, string];
  const broken = Buffer.concat([
    Buffer.from(start),
    Buffer.from([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80, 0]),
    Buffer.from(end),
  ]);
  yield response("https://evil.example/broken/", "text/html; charset=utf-8", broken, "");
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="pwned=50"><script>pwned=51</script></svg>`;

/** Every fourth isn't what it says. */
function picture(i: number): Uint8Array | string {
  if (i % 4 === 3) return i % 8 === 3 ? svg : "<!doctype html><script>pwned=52</script>";
  const data = Uint8ClampedArray.from({ length: 16 * 16 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * (i + 3)) % 256));
  return encodePng({ width: 16, height: 16, data });
}

/** A file's name as a server could give it. */
const pictureName = (text: string, i: number): string => `${i}-${text.replaceAll(/[?#\\/\s]/g, "_").slice(0, 300)}.png`;

function response(targetUri: string, contentType: string, body: Uint8Array | string, text: string): NewWarcRecord {
  const header = oneLine(text).slice(0, 2000);
  const head = `HTTP/1.1 200 ${header}\r\nContent-Type: ${contentType}\r\nContent-Language: ${header}\r\nX-Robots-Tag: ${header}: none\r\nServer: ${header}\r\n\r\n`;
  return {
    type: "response",
    targetUri: oneLine(targetUri),
    date: "2026-06-15T08:00:00Z",
    contentType: "application/http; msgtype=response",
    headers: [["WARC-Hostile", header]],
    block: Buffer.concat([Buffer.from(head), Buffer.from(body)]),
  };
}

const oneLine = (text: string): string =>
  Buffer.from(text)
    .toString()
    .replaceAll(/[\r\n\0]/g, " ");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
