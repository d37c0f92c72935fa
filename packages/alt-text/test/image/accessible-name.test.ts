import { readFileSync } from "node:fs";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import { type ExtractedImage, extractImages } from "../../src/index.js";

const url = "https://publisher.example/";

type GoldenCase = { html: string; ignored: boolean; reasons?: string[]; name: string };
const golden = JSON.parse(readFileSync(new URL("../golden/accessible-names.json", import.meta.url), "utf8")) as {
  cases: GoldenCase[];
};

/** Where we say something else than Chromium on purpose, by the part of the snippet that makes the difference. */
const DIFFERENCES: readonly (readonly [about: RegExp, ours: string, because: string])[] = [
  [/alt="" title="t">$/, "decorative", "HTML-AAM: an empty alt makes an img presentational, whatever its title"],
  [
    /hidden="until-found"|<img[^>]*content-visibility/,
    "hidden",
    "HTML: what is in it is skipped until found; Chromium still shows an img, which has nothing in it",
  ],
  [/<dialog open popover>/, "hidden", "an open dialog that is a popover, too: no one writes that"],
  [
    /^<input(?!.*(?:title="t"|alt="go"|aria-label="|value))/,
    "",
    "ACT 59796f: the browser's default name, “Submit”, doesn't count",
  ],
  [/^<label/, "", "label elements of image buttons are not read"],
];

function imageAt(html: string): ExtractedImage | undefined {
  const offset = html.lastIndexOf("<", html.indexOf(' id="x"'));
  return extractImages(html, { url }).find((image) => image.offset === offset);
}

function ours(image: ExtractedImage | undefined): string | undefined {
  if (image?.hidden) return "hidden";
  return image?.textState === "decorative" ? "decorative" : image && (image.name?.text ?? "");
}

function chromium({ ignored, reasons = [], name }: GoldenCase): string {
  if (!ignored) return name.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
  return reasons.some((reason) => /hidden|notRendered|notVisible|inert/i.test(reason)) ? "hidden" : "decorative";
}

describe("accessible names compared with Chromium's", () => {
  it.each(golden.cases.map((found) => [found.html.replace(/data:[^"]*/g, "…"), found] as const))("%s", (_, found) => {
    const name = ours(imageAt(found.html));
    if (name === chromium(found)) return;
    const difference = DIFFERENCES.find(([about]) => about.test(found.html));
    expect(difference, `ours: ${name}, Chromium's: ${chromium(found)}`).toBeDefined();
    if (!found.html.startsWith("<label")) expect(name).toBe(difference?.[1]);
  });
});

const rules = sharedData("html/act-rules");

/** The HTML of the examples of one kind in a rule's page. */
function examples(file: string, kind: "Passed" | "Failed"): { title: string; html: string }[] {
  const markdown = readFileSync(`${rules}/${file}`, "utf8");
  const pattern = new RegExp(`#### (${kind} Example \\d+)[^]*?\`\`\`html\\n([^]*?)\`\`\``, "g");
  return Array.from(markdown.matchAll(pattern), ([, title = "", html = ""]) => ({ title, html }));
}

// Each rule's condition on a name; its expectation "descriptive" is for people, so there only the applicability counts.
const RULES: readonly (readonly [file: string, target: (image: ExtractedImage) => boolean])[] = [
  ["image-non-empty-accessible-name-23a2a8.md", ({ element }) => element === "img" || element === "role-img"],
  ["image-button-non-empty-accessible-name-59796f.md", ({ element }) => element === "input"],
  [
    "explicit-SVG-image-non-empty-accessible-name-7d6734.md",
    ({ element, role }) => (element === "svg" || element === "role-img") && role !== undefined,
  ],
];

describe.skipIf(rules === undefined)("ACT rules", () => {
  for (const [file, isTarget] of rules === undefined ? [] : RULES) {
    for (const kind of ["Passed", "Failed"] as const) {
      for (const { title, html } of examples(file, kind)) {
        it(`${file.slice(-9, -3)} ${title}`, () => {
          const targets = extractImages(html, { url }).filter((image) => isTarget(image) && !image.hidden);
          expect(targets.length).toBeGreaterThan(0);
          expect(targets.every(({ textState }) => textState !== "missing")).toBe(kind === "Passed");
        });
      }
    }
  }

  it("qt1vmo: the name to judge is the one in the rule", () => {
    const file = "image-accessible-name-descriptive-qt1vmo.md";
    const names = (["Passed", "Failed"] as const).map((kind) =>
      examples(file, kind).flatMap(({ html }) => extractImages(html, { url }).map(({ name }) => name?.text)),
    );
    // The canvas of the third examples isn't an image for a crawl.
    expect(names).toEqual([
      ["W3C logo", "HTML 5 logo"],
      ["ERCIM logo", "W3C"],
    ]);
  });

  it("e88epe: assistive technology ignores every target", () => {
    for (const kind of ["Passed", "Failed"] as const) {
      for (const { title, html } of examples("image-not-in-acc-tree-is-decorative-e88epe.md", kind)) {
        for (const image of extractImages(html, { url })) {
          const passedOver = image.hidden || image.textState === "decorative" || image.element === "svg";
          expect(passedOver && !(image.element === "svg" && image.name), `${kind} ${title}`).toBe(true);
        }
      }
    }
  });
});
