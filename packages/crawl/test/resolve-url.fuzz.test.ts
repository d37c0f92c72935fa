import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createUrlResolver } from "../src/wat/resolve-url.js";

const pieces = [
  ..."/?#:@.-_~!$&'()*+,;=%|^`\\ <>\"{}[]é漢a1Zx",
  "http://",
  "https://",
  "//",
  "example.org",
  "xn--",
  "data:",
  "www.",
  ".com/",
  "../",
  "./",
  "%2e",
  "%2E",
  "%20",
  "127.0.0.1",
  "0x1",
  "page.html",
  "\t",
  "\u00ad",
];
const url = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(""));
const absolute = url.map((rest) => `https://example.org/${rest}`);

it("resolving is what URL does, for any reference and base", () => {
  fc.assert(
    fc.property(fc.oneof(url, absolute), fc.oneof(url, absolute), (reference, base) => {
      const expected = href(reference, href(base) === undefined ? undefined : base);
      expect(createUrlResolver(base)(reference)).toBe(expected);
    }),
    fuzzParameters(20_000),
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
