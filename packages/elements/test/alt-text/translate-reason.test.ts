import { readdirSync, readFileSync } from "node:fs";
import { extractPage } from "@alt2img/alt-text";
import { altTextRules } from "@alt2img/alt-text/lint";
import { describe, expect, it } from "vitest";
import { inspectImages } from "../../src/alt-text/inspect.js";
import { translateReason } from "../../src/alt-text/translate-reason.js";
import { altTextDe } from "../../src/messages/alt-text.de.js";

const pages = new URL("../../../../examples/sample-crawl/pages/", import.meta.url);
const files = readdirSync(pages, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html"));

describe("translateReason", () => {
  it("puts what varies where it belongs", () => {
    expect(translateReason("Its name comes from alt.", altTextDe.reasons)).toBe("Der Name kommt aus: alt.");
    expect(translateReason("Its alt has 2 of the 5 characters needed.", altTextDe.reasons)).toMatch(/hat 2 der 5/);
    expect(translateReason("Something new.", altTextDe.reasons)).toBe("Something new.");
  });

  it("knows every reason that the sample crawl gives", () => {
    const odd =
      '<video poster="a.png"></video><input type="image"><noscript><img src="a"></noscript><img src="a" alt="ab">';
    const sources = [odd, ...files.map((path) => readFileSync(new URL(path, pages), "utf8"))];
    const images = sources.flatMap((html) => inspectImages(extractPage(html, { url: "https://example.org/" })));
    const reasons = new Set(images.flatMap(({ heard, taken }) => [heard.reason, taken.reason]));
    expect(reasons.size).toBeGreaterThan(12);
    for (const reason of reasons) expect(translateReason(reason, altTextDe.reasons), reason).not.toBe(reason);
  });
});

describe("the German rules", () => {
  it("are all there, and say something else than the English ones", () => {
    for (const { id, title } of altTextRules) {
      expect(altTextDe.rules?.[id].title).toBeTruthy();
      expect(altTextDe.rules?.[id].title).not.toBe(title);
    }
  });
});
