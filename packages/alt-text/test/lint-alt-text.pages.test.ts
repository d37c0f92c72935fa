import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import { extractPage } from "../src/index.js";
import { altTextRules, lintAltText } from "../src/lint/index.js";
import { makeImage } from "./make-image.js";

const pages = sharedData("html/pages");

describe.skipIf(!pages)("lintAltText on real pages", () => {
  const all = (pages ? readdirSync(pages) : [])
    .filter((file) => file.endsWith(".html.gz"))
    .map((file) => extractPage(gunzipSync(readFileSync(`${pages}/${file}`)), { url: `https://example.org/${file}` }));
  const judged = all.map(({ images, language }) => ({ images, language, findings: lintAltText(images, { language }) }));

  it("reports at most one decisive finding for an image, and none for one that no one encounters", () => {
    const decisive = new Set(altTextRules.filter((rule) => rule.decisive).map(({ id }) => id));
    for (const { images, findings } of judged) {
      for (const [index, image] of images.entries()) {
        const own = findings.filter((finding) => finding.image === index);
        expect(own.filter(({ rule }) => decisive.has(rule)).length).toBeLessThanOrEqual(1);
        if (image.hidden) expect(own).toEqual([]);
      }
    }
  });

  it("finds exactly the images without alt that are on the page", () => {
    for (const { images, findings } of judged) {
      const found = new Set(
        findings.filter(({ rule }) => rule === "missing" || rule === "spacer").map(({ image }) => image),
      );
      for (const [index, image] of images.entries()) {
        if (image.element !== "img" || image.hidden || image.inNoscript || image.textState !== "missing") continue;
        const isBlank = findings.some(({ image: at, rule }) => at === index && rule === "blank");
        expect(found.has(index) || isBlank, `line ${image.line}`).toBe(true);
      }
      for (const { image, rule } of findings) if (rule === "missing") expect(images[image]?.textState).toBe("missing");
    }
  });

  it("quotes evidence from the image", () => {
    for (const { images, findings } of judged) {
      for (const { image, evidence, rule } of findings) {
        const { alt = "", title = "", name, link } = images[image]!;
        const texts = [alt, title, name?.text ?? "", link?.url ?? ""].map((text) => text.replace(/\s+/g, " "));
        expect(
          texts.some((text) => text.includes(evidence.replace(/\s+/g, " "))),
          `${rule}: ${evidence}`,
        ).toBe(true);
      }
    }
  });

  // These texts were written with care: findings in them are more likely the rules' mistakes.
  it("reports few of the sentences", () => {
    const alts = all.flatMap(({ images, language }) =>
      images
        .filter(({ alt }) => /^\p{Lu}.*\p{Ll} .* .* .*\.$/su.test(alt ?? ""))
        .map(({ alt }) => ({ alt: alt!, language })),
    );
    expect(alts.length).toBeGreaterThan(30);
    const faulty = alts.filter(
      ({ alt, language }) => lintAltText([makeImage({ alt })], { language, maxLength: 1000 }).length > 0,
    );
    expect(faulty.length / alts.length).toBeLessThan(0.05);
  });
});
