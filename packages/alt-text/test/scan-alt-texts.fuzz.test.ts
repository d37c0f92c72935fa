import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type AltText, extractPage, scanAltTexts } from "../src/index.js";

const url = "https://example.org/a/b.html";

// What decides between markup and text, and what the two readers could take differently.
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      "<img ",
      "<image ",
      "<IMG/",
      "<svg>",
      "</svg>",
      "<svg/>",
      "<math>",
      "</math>",
      "<mi>",
      "<desc>",
      "<foreignObject>",
    ],
    ...[
      "<template>",
      "</template>",
      "<script>",
      "</script>",
      "<style>",
      "</style>",
      "<title>",
      "</title>",
      "<textarea>",
    ],
    ...["<noscript>", "</noscript>", "<picture>", "</picture>", "<source srcset=s.webp>", "<p>", "</p>", "<plaintext>"],
    ...[
      "<base href=/x/>",
      "<base>",
      "<base href='data:,'>",
      "<meta name=robots content=noai>",
      "<meta property=x ",
      "content",
    ],
    ...[
      "<!--",
      "-->",
      "--!>",
      "<![CDATA[",
      "]]>",
      "<!doctype",
      "<?",
      "<",
      ">",
      "/>",
      "'",
      '"',
      "=",
      " ",
      "\n",
      "\0",
      "\r\n",
    ],
    ...[
      "src=a.png ",
      "src=",
      'alt="a b" ',
      "alt=",
      "alt='ü日🍎&eacute;' ",
      "alt ",
      "width=3 ",
      "height='4px' ",
      "style='width:5px' ",
    ],
    ...[
      "src=data:, ",
      "src=blank.gif ",
      "data-src=real.jpg ",
      "srcset='a 1x, b 2x' ",
      "src='http://[' ",
      "src=/é.png ",
    ],
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const html = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

test("scanAltTexts finds what extractPage finds, in text and in bytes", () => {
  fc.assert(
    fc.property(html, (page) => {
      const bytes = new TextEncoder().encode(page);
      const contentType = "text/html; charset=utf-8";
      const whole = extractPage(bytes, { url, contentType });
      const elements = whole.images.filter(({ element }) => element === "img");
      const images = elements.flatMap(({ alt = "", candidates, width, height }): AltText[] => {
        if (alt.trim() === "") return [];
        const fetchable = candidates.find((candidate) => candidate.url.startsWith("http"))?.url;
        const direct = candidates.find(({ from }) => from === "src")?.url;
        const src = direct?.startsWith("http") ? { src: direct } : {};
        const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
        return [{ alt, ...(fetchable === undefined ? {} : { url: fetchable }), ...src, ...size }];
      });
      const expected = { imageCount: elements.length, images, metas: whole.metas };
      expect(scanAltTexts(bytes, { url, contentType })).toEqual(expected);
      expect(scanAltTexts(new TextDecoder().decode(bytes), { url })).toEqual(expected);
    }),
    fuzzParameters(2_000),
  );
});
