import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ExtractedImage } from "../src/extracted-image.js";
import { type AltTextFinding, altTextRules, lintAltText } from "../src/lint/index.js";
import { optOutSignals } from "../src/opt-out/opt-out-signals.js";
import { heardByScreenReader } from "../src/readers/heard-by-screen-reader.js";
import { takenByCrawl } from "../src/readers/taken-by-crawl.js";
import { makeImage } from "./make-image.js";

const pieces = [
  "image",
  " of ",
  "IMG_",
  "12",
  ".jpg",
  "/",
  "://",
  "<b>",
  "{{",
  "}}",
  "&amp;",
  "，",
  "的图片",
  "の",
  "🎉",
  "%",
  "-",
  "_",
];
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...pieces)).map((all) => all.join("")),
);
const optional = fc.option(text, { nil: undefined });
const image: fc.Arbitrary<ExtractedImage> = fc
  .record({
    element: fc.constantFrom("img", "input", "area", "svg", "object", "video", "role-img", "meta", "json-ld"),
    alt: optional,
    title: optional,
    figcaption: optional,
    url: fc.option(fc.oneof(fc.webUrl(), text), { nil: undefined }),
    link: fc.option(fc.record({ url: fc.webUrl(), text }), { nil: undefined }),
    language: fc.option(fc.oneof(fc.constantFrom("en", "zh-Hant", "ja", "ru", "xx"), text), { nil: undefined }),
    hidden: fc.boolean(),
    inNoscript: fc.boolean(),
    textBefore: text,
    textAfter: text,
  })
  .map((parts) => {
    const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
    return makeImage({ url: undefined as never, ...given });
  });

it("judges any images without throwing, with the same result each time", () => {
  const ids = new Set<string>(altTextRules.map(({ id }) => id));
  fc.assert(
    fc.property(fc.array(image, { maxLength: 6 }), fc.option(text, { nil: undefined }), (images, language) => {
      const findings = lintAltText(images, { language });
      for (const finding of findings) {
        expect(ids.has(finding.rule)).toBe(true);
        expect(images[finding.image]).toBeDefined();
      }
      expect(lintAltText(structuredClone(images), { language })).toEqual(findings);
      expect(order(findings)).toEqual(order(findings).toSorted((a, b) => a - b));
    }),
    fuzzParameters(2000),
  );
});

function order(findings: readonly AltTextFinding[]): number[] {
  return findings.map((finding) => finding.image);
}

it("gives both readings of any image", () => {
  fc.assert(
    fc.property(image, (one) => {
      const heard = heardByScreenReader(one);
      expect(heard.speech !== undefined).toBe(heard.heard);
      const taken = takenByCrawl(one);
      expect([taken.text !== undefined, taken.url !== undefined]).toEqual([taken.taken, taken.taken]);
      if (taken.text !== undefined) expect([...taken.text].length).toBeGreaterThanOrEqual(5);
    }),
    fuzzParameters(2000),
  );
});

it("reads any metas, links and headers", () => {
  const words = fc.constantFrom(
    "robots",
    "googlebot",
    "noai",
    "noindex",
    "none",
    ":",
    ",",
    " ",
    "tdm-reservation",
    "license",
    "<",
    ">",
    ";",
    "rel=",
    "1",
  );
  const field = fc.oneof(
    text,
    fc.array(words).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: field, content: field })),
      fc.array(fc.record({ rel: field, url: field })),
      fc.array(fc.tuple(fc.constantFrom("X-Robots-Tag", "Link", "TDM-Policy"), field)),
      (metas, links, headers) => {
        const signals = optOutSignals({ metas, links }, headers);
        expect(optOutSignals({ metas, links }, headers)).toEqual(signals);
        for (const { agent } of signals.noindex) expect(agent).not.toBe("");
      },
    ),
    fuzzParameters(2000),
  );
});

it("takes time linear in the length of texts", () => {
  const long = ["1", "images/", "a.jpg?", "{{", "-1x1", "<", "的图片", "A, ", " ", "&"].map((piece) =>
    piece.repeat(200_000 / piece.length),
  );
  for (const alt of [...long, ...long.map((one) => `${one}!`)]) {
    expect(
      lintAltText([makeImage({ alt, title: alt, url: `https://example.org/${alt.trim().slice(0, 2000)}` })]),
    ).toBeInstanceOf(Array);
    expect(
      optOutSignals({ metas: [{ name: "robots", content: alt }], links: [] }, { Link: alt, "X-Robots-Tag": alt }),
    ).toBeDefined();
  }
});
