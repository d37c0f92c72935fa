import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asControl } from "../../src/aria/control-of.js";
import { type ExtractedImage, extractImages } from "../../src/index.js";
import { lintAltText } from "../../src/lint/index.js";

const url = "https://publisher.example/";

type GoldenNode = { ignored: boolean; reasons?: string[]; role?: string; name: string };
type GoldenCase = { html: string; image: GoldenNode; control?: GoldenNode };
const golden = JSON.parse(readFileSync(new URL("../golden/control-roles.json", import.meta.url), "utf8")) as {
  cases: GoldenCase[];
};

/** What is compared: `image` is what the image itself is, `control` the role and name of what is around it, `found` whether it is an error. */
type Outcome = { image: string; control: string; found: boolean };

/** Where we say something else than Chromium on purpose, by the part of the snippet that makes the difference. */
const DIFFERENCES: readonly (readonly [about: RegExp, ours: Partial<Outcome>, because: string])[] = [
  [
    /<i title="Home">/,
    { control: expect.stringContaining("Home"), found: false },
    "AccName 1.2, 2I: the title of an element in the content is its name where it has no other; Chromium wants a role for that",
  ],
  [
    /role="(?:img|image|graphics-symbol|doc-cover|slider|progressbar|meter|scrollbar|separator)"/,
    { image: "hidden", control: "", found: false },
    "ARIA: their content is presentational; Chromium leaves it out where it hands its tree to a platform, not in this one",
  ],
  [
    /role="(?:region|listitem)"/,
    { control: "none", found: false },
    "Chromium ignores a region without a name, and a role outside the context that ARIA wants for it",
  ],
  [
    /<img id="x"[^>]*role="(?:option|treeitem)" alt="">/,
    { image: expect.stringMatching(/^(?:option|treeitem)$/), found: true },
    "likewise",
  ],
  [/<img id="x"[^>]*role="(?:option|treeitem)"/, { image: expect.stringMatching(/^(?:option|treeitem)$/) }, "likewise"],
  [/<summary>s<\/summary><summary>/, { control: "none", found: false }, "HTML: only the first summary is one"],
  [/aria-(?:grabbed|haspopup)/, { image: "image" }, "global attributes in ARIA 1.2, if deprecated"],
  [/contenteditable/, { image: "decorative", found: false }, "no one makes an image editable"],
  [
    /alt=""><ul role="group"><li role="treeitem">two/,
    { control: 'treeitem "two"', found: false },
    "AccName 1.2, 2F: the content of all descendants counts; Chromium leaves out the items below",
  ],
  [
    /<input id="x" type="image"[^>]*alt="">/,
    { found: true },
    "ACT 59796f: the browser's default name, “Submit”, doesn't count",
  ],
  [/>owned<\/span>$|>two<\/b>$/, { control: expect.stringMatching(/ /) }, "words of separate elements are separate"],
  [
    /<div aria-hidden="true"><span id="o">moved/,
    { control: 'button ""', found: true },
    "ARIA: aria-hidden hides what is in the element; Chromium only what stays in it",
  ],
  [/<div aria-hidden="true"><span id="o"><img/, { image: "hidden", control: "" }, "likewise"],
  [
    /<p><span id="o">given away/,
    { control: 'button "given away"', found: false },
    "the text that the control shows is still there, for people who see it",
  ],
];

function imageAt(html: string): ExtractedImage {
  const offset = html.lastIndexOf("<", html.indexOf(' id="x"'));
  return extractImages(html, { url }).find((image) => image.offset === offset)!;
}

function ours(html: string): Outcome {
  const image = imageAt(html);
  const { control } = image;
  const name = image.name ? "" : collapse(control?.label ?? control?.text ?? "");
  const around = control === undefined ? "none" : `${control.role} ${JSON.stringify(name)}`;
  const errors = lintAltText([image]).filter(({ severity }) => severity === "error");
  const itself = asControl(image) ?? (image.textState === "decorative" ? "decorative" : "image");
  return { image: image.hidden ? "hidden" : itself, control: image.hidden ? "" : around, found: errors.length > 0 };
}

const ROLES: Record<string, string> = { DisclosureTriangle: "button", DisclosureTriangleGrouped: "button" };
const CONTROLS = "button checkbox link menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem";

function chromium({ image, control }: GoldenCase, html: string): Outcome {
  const { ignored, reasons = [], role = "", name } = image;
  const isHidden = ignored && reasons.some((reason) => /hidden|notRendered|notVisible|inert/i.test(reason));
  const itself = CONTROLS.split(" ").includes(role) ? role : ignored ? "decorative" : "image";
  // Chromium has a name of the image in that of the control, and we haven't.
  const text = collapse(ignored || name === "" ? (control?.name ?? "") : "");
  const around = control === undefined ? "none" : `${ROLES[control.role!] ?? control.role} ${JSON.stringify(text)}`;
  // A drawing without a role needs no name of its own.
  const needsName = !ignored && !/<svg id="x"(?![^>]* role)/.test(html);
  const found = !isHidden && ((needsName && name === "") || (control !== undefined && control.name === ""));
  return { image: isHidden ? "hidden" : itself, control: isHidden ? "" : around, found };
}

const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();

describe("images and the controls around them compared with Chromium's", () => {
  it.each(golden.cases.map((found) => [found.html.replace(/data:[^"]*/g, "…"), found] as const))(
    "%s",
    (html, found) => {
      const expected = chromium(found, html);
      const outcome = ours(found.html);
      if (outcome.image === expected.image && outcome.control === expected.control && outcome.found === expected.found)
        return;
      const difference = DIFFERENCES.find(([about]) => about.test(html));
      expect(difference, `ours: ${JSON.stringify(outcome)}, Chromium's: ${JSON.stringify(expected)}`).toBeDefined();
      expect(outcome).toEqual({ ...expected, ...difference![1] });
    },
  );
});
