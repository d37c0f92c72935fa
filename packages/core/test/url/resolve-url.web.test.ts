import { describe, expect, it } from "vitest";
import { urlResolver } from "../../src/url.js";

/** What the resolver stands in for. */
function resolve(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, URL.canParse(base) ? base : undefined).href;
  } catch {
    return undefined;
  }
}

const bases = [
  "https://example.org/",
  "https://example.org/a/b/page.html?q=/x#y/z",
  "https://example.org",
  "http://www.example.org:8080/a/b",
  "https://user@example.org/a/b",
  "HTTPS://EXAMPLE.ORG/A/../b/",
  "http://127.0.0.1/a/b",
  "http://bücher.example/a/b",
  "https://example.org/a b/c",
  "https://example.org/a//b",
  "data:text/plain,x",
  "not a url",
  "",
];

const references = [
  "https://example.net/a.png",
  "http://example.net/a/b.png?x=1&y=[2]#f",
  "https://example.net",
  "https://EXAMPLE.net/",
  "https://example.net/a/../b",
  "https://example.net/a/./b",
  "https://example.net/a/%2e%2E/b",
  "https://example.net/a/.%2e/b",
  "https://example.net/.hidden",
  "https://example.net/a b",
  "https://example.net/é",
  "https://example.net/a'b?c'd#e'f",
  "https://example.net/a|b^c`d{e}",
  "https://example.net/?a|b^c`d{e}",
  "https://example.net//a//b",
  "https://example.net:443/a",
  "https://example.net:8080/a",
  "https://user:pw@example.net/a",
  "https://127.1/a",
  "https://0x7f.1/a",
  "https://1.2.3/a",
  "https://a.b.c.1/x",
  "https://xn--bcher-kva.example/",
  "https://xn--zz.example/",
  "https://a.xn--/",
  "https://a_b.example/",
  "https://-a.example/",
  "https://a-.example/",
  "https://a..example/",
  "https://example.net./",
  "https://example.net/%zz%",
  "https:/example.net/a",
  "https:example.net/a",
  "https:\\\\example.net\\a",
  "//example.net/a",
  "//example.net",
  "//EXAMPLE.net/a",
  "//user@example.net/a",
  "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
  "data:,a b",
  "data:,a?b#c",
  "data:",
  "data:text/html,<b>",
  "DATA:,x",
  "/a/b.png",
  "/a/../b.png",
  "/.",
  "/..",
  "/",
  "//",
  "/\\example.net",
  "a.png",
  "a/b.png",
  "./a.png",
  "../a.png",
  "a/../b.png",
  "a//b",
  "a:b",
  "a/b:c",
  "?q",
  "#f",
  "",
  " a.png ",
  "a\nb.png",
  "data:image/png;base64,AA==",
  "javascript:void(0)",
  "mailto:a@b",
  "http://",
  "http://[::1]/",
  "\\a",
  "a\\b",
  "%2e%2e/a",
  "a?b/../c",
];

describe("urlResolver resolves as URL does", () => {
  it.each(bases)("against %j", (base) => {
    const resolver = urlResolver(base);
    for (const reference of references)
      expect([reference, resolver(reference)]).toEqual([reference, resolve(reference, base)]);
  });
});
