import type { AltTextRuleId } from "./rule-id.js";

/**
 * - `error`: the image fails WCAG 2.2, success criterion 1.1.1, 2.4.4 or 4.1.2
 * - `warning`: the text does not do its work, or is in the way
 * - `hint`: worth a look; a person has to judge
 */
export type Severity = "error" | "warning" | "hint";

/** What a rule found about one image. Plain data. */
export type AltTextFinding = {
  rule: AltTextRuleId;
  severity: Severity;
  /** Index of the image in the list that was given. */
  image: number;
  /** Why it matters, and to whom. */
  message: string;
  /** What to do about it. */
  suggestion: string;
  /** The text that the rule objects to, as written; empty where text is what is missing. */
  evidence: string;
};
