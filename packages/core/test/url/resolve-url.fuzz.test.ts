import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { urlResolver } from "../../src/image/resolve-url.js";

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
    "!",
    "$",
    "(",
    ";",
    "+",
    ",",
  ],
];
const urls = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(""));
const bases = fc.constantFrom(
  "https://publisher.example/a/b?c#d",
  "http://publisher.example:8080",
  "file:///a/b",
  "about:blank",
  "data:text/html,x",
);

describe("urlResolver", () => {
  it("resolves as the URL parser does", () => {
    fc.assert(
      fc.property(urls, bases, (url, base) => {
        const expected = URL.canParse(url, base) ? new URL(url, base).href : undefined;
        expect(urlResolver(base)(url)).toBe(expected);
      }),
      fuzzParameters(5_000),
    );
  });
});
