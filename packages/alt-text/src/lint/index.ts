export {
  type AltDecisionAnswer,
  type AltDecisionOutcome,
  type AltDecisionQuestion,
  type AltDecisionTree,
  altDecisionTree,
} from "../decide/decision-tree.js";
export { type AltDecisionStep, decideAlt } from "../decide/walk.js";
export type { AltTextFinding, Severity } from "./finding.js";
export { type JudgedImage, type JudgeImagesOptions, judgeImages } from "./judge-images.js";
export { type LintOptions, lintAltText } from "./lint-alt-text.js";
export type { AltTextRule, EarlierImage, LintContext, RuleFinding, RuleSource } from "./rule.js";
export type { AltTextRuleId } from "./rule-id.js";
export { altTextRules } from "./rules.js";
export type { Vocabulary } from "./vocabulary.js";
