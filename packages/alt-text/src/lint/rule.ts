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

/** What a check knows in addition to the image. */
export type LintContext = {
  images: readonly ExtractedImage[];
  /** The index of the image in `images`. */
  index: number;
  /** The text to judge, with white space collapsed and trimmed; empty if the image has no text of its own. */
  text: string;
  /** `text` in lower case without accents, like the vocabularies. */
  folded: string;
  /** The words of `text`, folded. */
  words: readonly string[];
  /** The kind of control that the image is in, or is itself: `"link"`, `"menu item"`. */
  control: string | undefined;
  /** Whether only the image says what its control does. */
  aloneInControl: boolean;
  /** Primary language subtag of the image (its own or that of an element around it) or the page, if known. */
  language: string | undefined;
  /** That language's and English, or all languages if it is unknown. */
  vocabularies: readonly Vocabulary[];
  /** In characters (code points). */
  maxLength: number;
  /** Earlier images with the same text: only the first of those that may show one picture in one link. */
  earlierWithText: readonly EarlierImage[];
};

/** An image that was judged before, and the keys of its picture: see `pictureKeys`. */
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
