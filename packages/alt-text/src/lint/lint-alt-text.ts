import { Alt2imgError } from "@alt2img/core";
import { controlOf } from "../aria/control-of.js";
import { controlNoun } from "../aria/control-role.js";
import type { ExtractedImage } from "../extracted-image.js";
import type { AltTextFinding, Severity } from "./finding.js";
import { fold, wordsOf } from "./fold.js";
import { isAloneInControl, ownText, pictureKeys } from "./image-kind.js";
import type { EarlierImage, LintContext } from "./rule.js";
import type { AltTextRuleId } from "./rule-id.js";
import { altTextRules } from "./rules.js";
import { vocabulariesFor } from "./vocabularies.js";

export type LintOptions = {
  /**
   * The page's language (BCP 47, such as `"de"` or `"zh-Hant"`), for images that have none of their own. Without it,
   * the linter looks for words of all languages, and the rule `language` finds nothing.
   */
  language?: string | undefined;
  /** For each rule: another severity, or `"off"`. Other rules keep their own severity. */
  rules?: Readonly<Partial<Record<AltTextRuleId, Severity | "off">>>;
  /** The most characters (code points) that an alt should have; half as many for Chinese and Japanese. @default 150 */
  maxLength?: number;
};

const SEVERITIES: readonly unknown[] = ["error", "warning", "hint", "off"];

/**
 * Judges the text alternatives of a page's images. It finds what the page's code shows; only a person can see whether a
 * text is true. It doesn't judge images that no one encounters as images: hidden ones, those in metadata, posters,
 * and the fallback inside `noscript` of an image that is also outside.
 *
 * @param images the images of one page, as `extractImages` gives them
 * @returns findings in the order of the images
 * @throws Alt2imgError `alt-text/images` for anything but a list; `alt-text/unknown-rule` for an unknown rule id;
 *   `alt-text/unknown-severity` for an unknown severity
 */
export function lintAltText(images: readonly ExtractedImage[], options: LintOptions = {}): AltTextFinding[] {
  if (!Array.isArray(images)) {
    throw new Alt2imgError("alt-text/images", "lintAltText takes a list of images: `page.images`, not the page.");
  }
  const { rules = {}, maxLength = 150 } = options;
  checkRules(rules);
  const active = altTextRules.filter(({ id }) => rules[id] !== "off");
  const outsideNoscript = new Set(images.flatMap((image) => (image.inNoscript ? [] : urlsOf(image))));
  const isJudged = (image: ExtractedImage): boolean =>
    !image.hidden &&
    !["meta", "json-ld", "video"].includes(image.element) &&
    !(image.inNoscript && urlsOf(image).some((url) => outsideNoscript.has(url)));

  const texts = images.map((image) => (isJudged(image) ? ownText(image) : ""));
  const earlier = new Map<string, EarlierImages>();
  const findings: AltTextFinding[] = [];
  for (const [index, image] of images.entries()) {
    if (!isJudged(image)) continue;
    const text = texts[index]!;
    const folded = fold(text);
    const language = primarySubtag(image.language ?? options.language);
    const control = controlOf(image);
    const context: LintContext = {
      images,
      index,
      text,
      folded,
      words: wordsOf(text),
      control: control && controlNoun(control),
      aloneInControl: isAloneInControl(image),
      language,
      vocabularies: vocabulariesFor(language),
      maxLength,
      earlierWithText: earlier.get(folded)?.images ?? [],
    };
    for (const rule of active) {
      const found = rule.check(image, context);
      if (!found) continue;
      const severity = rules[rule.id] ?? rule.severity;
      if (severity !== "off") findings.push({ rule: rule.id, severity, image: index, ...found });
      if (rule.decisive) break;
    }
    if (text !== "") remember(earlier, folded, image);
  }
  return findings;
}

type EarlierImages = { images: EarlierImage[]; seen: Set<string> };

/** The most different pictures with one text to compare with the next: a page can have thousands of stars. */
const MOST_REMEMBERED = 16;

function remember(earlier: Map<string, EarlierImages>, text: string, image: ExtractedImage): void {
  const same = earlier.get(text) ?? { images: [], seen: new Set() };
  earlier.set(text, same);
  if (same.images.length === MOST_REMEMBERED) return;
  const keys = pictureKeys(image);
  const what = JSON.stringify([keys, image.link?.url]);
  if (same.seen.has(what)) return;
  same.seen.add(what);
  same.images.push({ image, keys });
}

function primarySubtag(tag: string | undefined): string | undefined {
  return tag?.trim().toLowerCase().split(/[-_]/)[0] || undefined;
}

function urlsOf({ url, candidates }: ExtractedImage): string[] {
  return [...(url === undefined ? [] : [url]), ...candidates.map((candidate) => candidate.url)];
}

function checkRules(rules: Readonly<Record<string, unknown>>): void {
  for (const [id, severity] of Object.entries(rules)) {
    if (!altTextRules.some((rule) => rule.id === id)) {
      const known = altTextRules.map((rule) => rule.id).join(", ");
      throw new Alt2imgError("alt-text/unknown-rule", `There is no rule “${id}”. The rules are ${known}.`);
    }
    if (severity !== undefined && !SEVERITIES.includes(severity)) {
      throw new Alt2imgError(
        "alt-text/unknown-severity",
        `The rule “${id}” is set to “${String(severity)}”. It can be ${SEVERITIES.join(", ")}.`,
      );
    }
  }
}
