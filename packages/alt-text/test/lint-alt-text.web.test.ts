import { describe, expect, it } from "vitest";
import { type ExtractedImage, extractImages } from "../src/index.js";
import { type AltTextRuleId, altTextRules, type LintOptions, lintAltText } from "../src/lint/index.js";
import { altTexts, linkedAltTexts } from "./alt-texts.js";
import { makeImage, makeLinked } from "./make-image.js";

const url = "https://publisher.example/";
const rulesOf = (images: readonly ExtractedImage[], options?: LintOptions): AltTextRuleId[] =>
  lintAltText(images, options).map(({ rule }) => rule);

describe("lintAltText on single texts", () => {
  it.each(altTexts.map(([language, alt, ...rules]) => ({ language, alt, rules })))(
    "$language “$alt” → $rules",
    ({ language, alt, rules }) => {
      expect(rulesOf([makeImage({ alt })], { language })).toEqual(rules);
    },
  );
});

describe("lintAltText on the only content of a link", () => {
  it.each(linkedAltTexts.map(([language, alt, ...rules]) => ({ language, alt, rules })))(
    "$language “$alt” → $rules",
    ({ language, alt, rules }) => {
      expect(rulesOf([makeLinked(alt)], { language })).toEqual(rules);
    },
  );
});

describe("the table", () => {
  it("has more than 200 texts, good and bad, of every language with a vocabulary", () => {
    const rows = [...altTexts, ...linkedAltTexts];
    expect(rows.length).toBeGreaterThanOrEqual(200);
    for (const language of ["en", "es", "fr", "de", "pt", "it", "zh", "ja"]) {
      const own = rows.filter((row) => row[0] === language);
      expect(own.filter((row) => row.length === 2).length, `good in ${language}`).toBeGreaterThanOrEqual(4);
      expect(own.filter((row) => row.length > 2).length, `bad in ${language}`).toBeGreaterThanOrEqual(8);
    }
  });

  it("has the same findings on a page of unknown language, except those about the language itself", () => {
    for (const [, alt, ...rules] of altTexts.filter(([, , rule]) => rule !== undefined && rule !== "language")) {
      expect(rulesOf([makeImage({ alt })]), alt).toEqual(rules);
    }
  });
});

describe("missing", () => {
  const missing = (parts: Partial<ExtractedImage>): AltTextRuleId[] => rulesOf([makeImage(parts)]);

  it("reports an img without alt, an area, an image button, an object, an svg with a role", () => {
    for (const element of ["img", "input", "object", "role-img"] as const) {
      expect(missing({ element }), element).toEqual(["missing"]);
    }
    expect(missing({ element: "area", link: { url: "https://example.org/", text: "" } })).toEqual(["missing"]);
    expect(missing({ element: "area" })).toEqual([]);
    expect(missing({ element: "svg", role: "img" })).toEqual(["missing"]);
  });

  it("ignores an svg without a role, unless it is a link's only content", () => {
    expect(missing({ element: "svg" })).toEqual([]);
    expect(missing({ element: "svg", control: { role: "button", text: "" } })).toEqual(["missing"]);
    expect(missing({ element: "svg", control: { role: "button", text: "Close" } })).toEqual([]);
  });

  it("doesn't judge images that no one encounters", () => {
    expect(missing({ hidden: true })).toEqual([]);
    expect(missing({ element: "meta" })).toEqual([]);
    expect(missing({ element: "json-ld" })).toEqual([]);
    expect(missing({ element: "video" })).toEqual([]);
    expect(missing({ role: "presentation", textState: "decorative" })).toEqual([]);
  });

  it("says what the link or button lacks", () => {
    const [inLink] = lintAltText([makeLinked()]);
    expect(inLink).toMatchObject({ rule: "missing", severity: "error", image: 0, evidence: "" });
    expect(inLink?.message).toContain("link");
    const [inButton] = lintAltText([makeImage({ control: { role: "button", text: "" } })]);
    expect(inButton?.message).toContain("button");
  });
});

describe("empty-in-control", () => {
  it("reports a decorative image that is the only content of a link or button", () => {
    expect(rulesOf([makeLinked("")])).toEqual(["empty-in-control"]);
    expect(rulesOf([makeImage({ alt: "", control: { role: "button", text: " " } })])).toEqual(["empty-in-control"]);
  });

  it.each([
    ["button", "button"],
    ["checkbox", "check box"],
    ["link", "link"],
    ["menuitem", "menu item"],
    ["menuitemcheckbox", "menu item"],
    ["menuitemradio", "menu item"],
    ["option", "option"],
    ["radio", "radio button"],
    ["switch", "switch"],
    ["tab", "tab"],
    ["treeitem", "tree item"],
  ])("reports it in every control, also in one by its role: %s", (role, noun) => {
    const [found] = lintAltText(extractImages(`<div role=${role}><img src=a.png alt=""></div>`, { url }));
    expect(found).toMatchObject({ rule: "empty-in-control", severity: "error" });
    expect(found?.message).toContain(`nothing else names this ${noun}.`);
    for (const html of [`<div role=${role}><img src=a.png></div>`, `<img src=a.png role=${role} alt="">`]) {
      const [missing] = lintAltText(extractImages(html, { url }));
      expect(missing).toMatchObject({ rule: "missing", severity: "error" });
      expect(missing?.message).toContain(`what its ${noun} does`);
    }
    const named = `<div role=${role} aria-label=Home><img src=a.png alt=""></div><div role=${role}><img alt=""> Home</div>`;
    expect(lintAltText(extractImages(named, { url }))).toEqual([]);
  });

  it("reports it in a summary", () => {
    const html = '<details><summary><img src=a.png alt=""></summary>Text</details>';
    expect(lintAltText(extractImages(html, { url })).map(({ rule }) => rule)).toEqual(["empty-in-control"]);
  });

  it.each(["&nbsp;</a>", "<b>&nbsp;</b></a>", "&#8203;&shy;</a>", '<span title="&nbsp;"></span></a>'])(
    "reports it next to what nobody sees: %s",
    (rest) => {
      const images = extractImages(`<a href=/x><img src=a.png alt="">${rest}`, { url });
      expect(lintAltText(images).map(({ rule }) => rule)).toEqual(["empty-in-control"]);
      expect(images[0]?.control?.label).toBeUndefined();
    },
  );

  it("accepts it next to text, or next to a named image in the same link", () => {
    const link = { url: "https://example.org/", text: "" };
    expect(rulesOf([makeImage({ alt: "", link: { ...link, text: "Home" } })])).toEqual([]);
    const named = { role: "link" as const, text: "", label: "Museum of Tides, home" };
    expect(rulesOf([makeImage({ alt: "", link, control: named }), makeImage({ alt: named.label, link })])).toEqual([]);
    expect(rulesOf([makeImage({ alt: "" })])).toEqual([]);
  });

  it("accepts it in a link or button that has a label", () => {
    expect(rulesOf([makeImage({ alt: "", control: { role: "link", text: "", label: "Home" } })])).toEqual([]);
    expect(rulesOf([makeImage({ element: "svg", control: { role: "button", text: "", label: "Close" } })])).toEqual([]);
  });
});

describe("one pixel", () => {
  const pixel = { width: 1, height: 1 };

  it("is a hint when it is not marked as decorative, and nothing inside noscript", () => {
    expect(rulesOf([makeImage(pixel)])).toEqual(["spacer"]);
    expect(rulesOf([makeImage({ ...pixel, alt: "spacer" })])).toEqual(["spacer"]);
    expect(rulesOf([makeImage({ ...pixel, alt: "" })])).toEqual([]);
    expect(rulesOf([makeImage({ ...pixel, inNoscript: true })])).toEqual([]);
  });
});

describe("noscript", () => {
  it("ignores the fallback of an image that the page has anyway, and judges any other", () => {
    const url = "https://example.org/a.jpg";
    expect(rulesOf([makeImage({ url, alt: "Ann at work" }), makeImage({ url, inNoscript: true })])).toEqual([]);
    expect(rulesOf([makeImage({ url, inNoscript: true })])).toEqual(["missing"]);
  });
});

describe("repetition", () => {
  const alt = "Fishermen mending nets";

  it("reports an alt that repeats the caption, or its beginning", () => {
    expect(rulesOf([makeImage({ alt, figcaption: "Fishermen mending nets." })])).toEqual(["repeats-caption"]);
    const longer = "Two fishermen mending nets";
    expect(rulesOf([makeImage({ alt: longer, figcaption: `${longer} in Whitby, 1901. Photo: F. Sutcliffe` })])).toEqual(
      ["repeats-caption"],
    );
    expect(rulesOf([makeImage({ alt, figcaption: "Whitby, 1901" })])).toEqual([]);
    expect(rulesOf([makeImage({ alt: "Whitby", figcaption: "Whitby in 1901" })])).toEqual([]);
  });

  it("accepts a name that comes from the caption", () => {
    const name = { text: alt, source: "aria-labelledby" as const };
    expect(rulesOf([makeImage({ name, figcaption: alt })])).toEqual([]);
  });

  it("reports an alt that repeats the link's text", () => {
    const link = { url: "https://example.org/nets", text: "Fishermen mending nets" };
    expect(rulesOf([makeImage({ alt, link })])).toEqual(["repeats-control-text"]);
    expect(rulesOf([makeImage({ alt, link: { ...link, text: `${alt} A day at the harbour` } })])).toEqual([
      "repeats-control-text",
    ]);
    expect(rulesOf([makeImage({ alt, link: { ...link, text: "Read on" } })])).toEqual([]);
    expect(rulesOf([makeImage({ alt: "Search", control: { role: "button", text: "search" } })])).toEqual([
      "repeats-control-text",
    ]);
  });

  it("reports an alt that is repeated next to the image, unless a sentence continues from it", () => {
    const name = "Ada Lovelace";
    expect(rulesOf([makeImage({ alt: name, textAfter: "Ada Lovelace Mathematician" })])).toEqual([
      "repeats-nearby-text",
    ]);
    expect(rulesOf([makeImage({ alt: name, textAfter: "Ada Lovelace" })])).toEqual(["repeats-nearby-text"]);
    expect(rulesOf([makeImage({ alt: name, textAfter: "Ada Lovelace was the first" })])).toEqual([]);
    expect(rulesOf([makeImage({ alt: name, textBefore: "Notes by Ada Lovelace" })])).toEqual([]);
    expect(rulesOf([makeImage({ alt: name, heading: name, textBefore: "People Ada Lovelace" })])).toEqual([
      "repeats-nearby-text",
    ]);
    expect(rulesOf([makeImage({ alt: "Berlin", textAfter: "Berlin" })])).toEqual([]);
    expect(rulesOf([makeImage({ alt: "富士山と新幹線", textAfter: "富士山と新幹線。" })])).toEqual([
      "repeats-nearby-text",
    ]);
  });

  it("reports two pictures with the same alt, but not one picture used twice", () => {
    const of = (url: string, more: Partial<ExtractedImage> = {}): ExtractedImage => makeImage({ alt, url, ...more });
    const a = of("https://example.org/a.jpg", { line: 7 });
    const findings = lintAltText([a, of("https://example.org/b.jpg"), of("https://example.org/c.jpg")]);
    expect(findings.map(({ rule, image }) => [rule, image])).toEqual([
      ["repeats-image", 1],
      ["repeats-image", 2],
    ]);
    expect(findings[0]?.message).toContain("line 7");
    expect(rulesOf([a, of("https://cdn.example.org/a-300x200.jpg?w=300")])).toEqual([]);
    expect(rulesOf([a, of("https://example.org/a@2x.webp")])).toEqual([]);
    const link = { url: "https://example.org/nets", text: "" };
    expect(rulesOf([of("https://example.org/s.png", { link }), of("https://example.org/l.png", { link })])).toEqual([]);
  });
});

describe("title", () => {
  it("distinguishes the four cases", () => {
    expect(rulesOf([makeImage({ alt: "Ann at work", title: "ann at  work" })])).toEqual(["title-repeats"]);
    expect(rulesOf([makeImage({ alt: "Ann at work", title: "Photo: Reuters" })])).toEqual(["title-adds"]);
    expect(rulesOf([makeImage({ alt: "", title: "Ann at work" })])).toEqual(["title-on-decorative"]);
    const name = { text: "Ann at work", source: "title" as const };
    expect(rulesOf([makeImage({ title: "Ann at work", name })])).toEqual(["title-alone"]);
    expect(rulesOf([makeImage({ alt: "Ann at work", title: " " })])).toEqual([]);
  });
});

describe("options", () => {
  const images = [makeImage(), makeImage({ alt: "Image of Ann" })];

  it("switches a rule off, or gives it another severity", () => {
    expect(rulesOf(images, { rules: { missing: "off" } })).toEqual(["image-of"]);
    expect(lintAltText(images, { rules: { "image-of": "error" } }).map(({ severity }) => severity)).toEqual([
      "error",
      "error",
    ]);
  });

  it("applies the rules after a decisive one when that one is off", () => {
    const title = "cat.jpg";
    expect(rulesOf([makeImage({ alt: "cat.jpg", title })])).toEqual(["filename"]);
    expect(rulesOf([makeImage({ alt: "cat.jpg", title })], { rules: { filename: "off" } })).toEqual(["title-repeats"]);
  });

  it("rejects unknown rules and severities, and lists the known ones", () => {
    const rules = { "alt-missing": "off" } as LintOptions["rules"] & object;
    expect(() => lintAltText([], { rules })).toThrow(
      expect.objectContaining({ code: "alt-text/unknown-rule", message: expect.stringContaining("empty-in-control") }),
    );
    const severity = { missing: "fatal" } as unknown as LintOptions["rules"] & object;
    expect(() => lintAltText([], { rules: severity })).toThrow(
      expect.objectContaining({ code: "alt-text/unknown-severity", message: expect.stringContaining("warning") }),
    );
  });

  it("limits the alt's length to maxLength", () => {
    const image = [makeImage({ alt: "A street café at dusk" })];
    expect(rulesOf(image, { maxLength: 20 })).toEqual(["too-long"]);
    expect(rulesOf(image, { maxLength: 21 })).toEqual([]);
  });

  it("goes first by the language of the element around the image", () => {
    expect(rulesOf([makeImage({ alt: "imagen", language: "es" })], { language: "de" })).toEqual(["placeholder"]);
  });

  it("reads any form of a language tag", () => {
    const image = [makeImage({ alt: "imagen" })];
    expect(rulesOf(image, { language: "es-419" })).toEqual(["placeholder"]);
    expect(rulesOf(image, { language: " ES_mx " })).toEqual(["placeholder"]);
    expect(rulesOf(image, { language: "de" })).toEqual([]);
    expect(rulesOf(image, { language: "" })).toEqual(["placeholder"]);
  });
});

describe("the rules", () => {
  it("have unique ids, titles, and sources with a URL", () => {
    expect(new Set(altTextRules.map(({ id }) => id)).size).toBe(altTextRules.length);
    for (const { id, title, sources } of altTextRules) {
      expect(title, id).not.toBe("");
      expect(sources.length, id).toBeGreaterThan(0);
      for (const source of sources) expect(URL.canParse(source.url), `${id}: ${source.url}`).toBe(true);
    }
  });

  it("each find something in this file or its table, with a reason, a suggestion and evidence from the image", () => {
    const images = [
      ...altTexts.map(([, alt]) => makeImage({ alt })),
      ...linkedAltTexts.map(([, alt]) => makeLinked(alt)),
    ];
    for (const [i, [language]] of [...altTexts, ...linkedAltTexts].entries()) {
      for (const finding of lintAltText([images[i]!], { language })) {
        expect(finding.message.length, finding.rule).toBeGreaterThan(40);
        expect(finding.suggestion.length, finding.rule).toBeGreaterThan(15);
        if (finding.rule !== "emoji")
          expect(images[i]!.alt!.replace(/\s+/g, " "), finding.rule).toContain(finding.evidence.replace(/\s+/g, " "));
      }
    }
  });
});
