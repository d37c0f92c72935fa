/**
 * A funnel whose thresholds move, without an element: it needs no document.
 * @module funnel/pairs-funnel
 */
export { highest, shuffled } from "./choose.js";
export { type Grouping, groupPairs, keepGroup, lossesOf } from "./groups.js";
export { type Histogram, histogramOf } from "./histogram.js";
export { identityTerms } from "./identity-terms.js";
export { madeUpPairs } from "./made-up-pairs.js";
export { type MeasuredPairs, measureByRules } from "./measure-by-rules.js";
export {
  formatRules,
  isNumberKey,
  type LanguageChoice,
  type NumberKey,
  parseRules,
  type RuleKey,
  type RuleSettings,
  ruleKeys,
} from "./rule-settings.js";
export { type NumberRule, numberRules, presetSettings, ruleOf, thresholdOf } from "./rules.js";
export { columnOf, type SetFunnel, setFunnel } from "./set-funnel.js";
