import type { ExtractedImage } from "../extracted-image.js";
import type { AltTextFinding, Severity } from "./finding.js";
import type { AltTextRuleId } from "./rule-id.js";
import type { Vocabulary } from "./vocabulary.js";

/** The published rule, technique or advice that a rule implements. */
export type RuleSource = {
  /** Who publishes it: `"WCAG"`, `"ACT"`, `"axe"`, `"WAVE"`, `"W3C tutorial"`, `"HTML"`, `"Harvard"`, … */
  name: string;
  /** Its identifier there: `"H37"`, `"23a2a8"`, `"image-alt"`, `"alt_missing"`. */
  id: string;
  url: string;
};

/** What a check knows beside the image. */
export type LintContext = {
  images: readonly ExtractedImage[];
  /** The index of the image in `images`. */
  index: number;
  /** The text to judge, white space collapsed and trimmed; empty where the image has none of its own. */
  text: string;
  /** `text` in small letters without accents, as the vocabularies are. */
  folded: string;
  /** The words of `text`, folded. */
  words: readonly string[];
  /** What the control is called that the image sits in, or is itself: `"link"`, `"menu item"`. */
  control: string | undefined;
  /** The image is all that its control has to say what it does. */
  aloneInControl: boolean;
  /** Primary language subtag of the image (its own or an element's around it) or the page, where it is known. */
  language: string | undefined;
  /** That language's and English, or all languages where it is unknown. */
  vocabularies: readonly Vocabulary[];
  /** In characters (code points). */
  maxLength: number;
  /** Images before this one with the same text: of those that may show one picture in one link, the first. */
  earlierWithText: readonly EarlierImage[];
};

/** An image that was judged before, and by what its picture is recognised: see `pictureKeys`. */
export type EarlierImage = { image: ExtractedImage; keys: readonly string[] };

/** One thing to check about an image. Rules have no state. */
export type AltTextRule = {
  readonly id: AltTextRuleId;
  readonly title: string;
  readonly severity: Severity;
  readonly sources: readonly RuleSource[];
  /** If it finds something, the text isn't an alternative at all, and the rules after it are skipped. */
  readonly decisive?: boolean;
  check(image: ExtractedImage, context: LintContext): RuleFinding | undefined;
};

/** The parts of a finding that the rule itself supplies. */
export type RuleFinding = Pick<AltTextFinding, "message" | "suggestion" | "evidence">;
