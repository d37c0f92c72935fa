import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import { resolveUrl, urlResolver } from "../../src/url.js";

const pieces = [
  ...[
    "http:",
    "https:",
    "HTTPS:",
    "data:image/gif;base64,AA=",
    "mailto:",
    "//",
    "/",
    "\\",
    "..",
    ".",
    "%2e",
    "%2E",
    "%",
    "%zz",
    "?",
    "#",
    "&",
    "=",
    ":",
    "@",
  ],
  ...[
    "example.org",
    "EXAMPLE.org",
    "xn--a",
    "xn--nxasmq6b",
    "1.2.3",
    "0x7f.1",
    "-a-.com",
    "a..b",
    "localhost",
    "[::1]",
    ":80",
    ":443",
    ":8080",
  ],
  ...[
    "a",
    "b.png",
    " ",
    "\t",
    "\n",
    "'",
    '"',
    "<",
    "|",
    "^",
    "`",
    "{",
    "é",
    "日本",
    "~",
    "_",
    "../",
    "./",
    "page.html",
    "\u00ad",
    "!",
    "$",
    "(",
    ";",
    "+",
    ",",
  ],
];
const urls = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(""));
const absolute = urls.map((rest) => `https://example.org/${rest}`);
const bases = fc.oneof(
  fc.constantFrom("http://publisher.example:8080", "file:///a/b", "about:blank", "data:text/html,x"),
  absolute,
  urls,
);

it("resolves any reference and base as URL does", () => {
  fc.assert(
    fc.property(fc.oneof(urls, absolute), bases, (reference, base) => {
      const expected = href(reference, href(base) === undefined ? undefined : base);
      expect(urlResolver(base)(reference)).toBe(expected);
      expect(resolveUrl(reference, base)).toBe(expected);
    }),
    fuzzParameters(20_000),
  );
});

it("the encoding of the page changes nothing but the query", () => {
  fc.assert(
    fc.property(fc.oneof(urls, absolute), bases, (reference, base) => {
      const [legacy, plain] = [resolveUrl(reference, base, { encoding: "euc-jp" }), resolveUrl(reference, base)];
      const withoutQuery = (url: string | undefined): string | undefined => url?.replace(/\?[^#]*/, "?");
      expect(withoutQuery(legacy)).toBe(withoutQuery(plain));
    }),
    fuzzParameters(5_000),
  );
});

// Not URL.canParse: in Node 20 it differs from the constructor for hosts that vanish in normalisation.
function href(reference: string, base?: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}
