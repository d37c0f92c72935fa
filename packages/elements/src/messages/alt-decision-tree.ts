import type { Catalog } from "../base/language.js";
import { altDecisionTreeDe } from "./alt-decision-tree.de.js";
import { type AltDecisionTreeMessages, altDecisionTreeEn } from "./alt-decision-tree.en.js";

export const altDecisionTreeMessages: Catalog<AltDecisionTreeMessages> = {
  en: altDecisionTreeEn,
  de: altDecisionTreeDe,
};
