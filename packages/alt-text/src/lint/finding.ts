import type { AltTextRuleId } from "./rule-id.js";

/**
 * - `error`: the image fails WCAG 2.2, success criterion 1.1.1, 2.4.4 or 4.1.2
 * - `warning`: the text doesn't do its job, or gets in the way
 * - `hint`: worth a look; a person has to judge
 */
export type Severity = "error" | "warning" | "hint";

/** What a rule found about one image. Plain data. */
export type AltTextFinding = {
  rule: AltTextRuleId;
  severity: Severity;
  /** The image's index in the given list. */
  image: number;
  /** Why it matters, and to whom. */
  message: string;
  /** What to do about it. */
  suggestion: string;
  /** The text that the rule objects to, as written; empty if a text is missing. */
  evidence: string;
};
