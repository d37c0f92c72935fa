import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sniffEncoding } from "../../src/index.js";

describe("charset sniffing of any bytes", () => {
  const pieces = [
    ...[
      "<meta ",
      "charset=",
      "http-equiv=",
      "content-type",
      "content=",
      "'",
      '"',
      ">",
      " ",
      "/",
      "=",
      "<!--",
      "-->",
      "--",
      "<?xml ",
      "encoding=",
    ],
    ...[
      "utf-8",
      "utf-16",
      "big5",
      "koi8-r",
      "x-user-defined",
      "<",
      "</a",
      "<!",
      ";",
      "\xef\xbb\xbf",
      "\xff\xfe",
      "\0",
      "\xe9",
      "meta",
    ],
  ];
  const bytes = fc
    .array(fc.constantFrom(...pieces), { maxLength: 30 })
    .map((parts) => Uint8Array.from(parts.join(""), (char) => char.charCodeAt(0)));

  it("names an encoding", () => {
    fc.assert(
      fc.property(
        fc.oneof(bytes, fc.uint8Array({ maxLength: 100 })),
        fc.option(fc.string(), { nil: undefined }),
        (page, contentType) => {
          const { encoding, source } = sniffEncoding(page, {
            contentType: contentType && `text/html; charset=${contentType}`,
          });
          expect(encoding).toMatch(/^[a-z0-9-]+$/);
          if (source === "meta" && page[0] !== 0x3c) expect(encoding).not.toMatch(/^utf-16|x-user-defined/);
        },
      ),
      fuzzParameters(3_000),
    );
  });
});
