import type { Catalog } from "../base/language.js";
import { clipExplanationDe } from "./clip-explanation.de.js";
import { type ClipExplanationMessages, clipExplanationEn } from "./clip-explanation.en.js";

export const clipExplanationMessages: Catalog<ClipExplanationMessages> = {
  en: clipExplanationEn,
  de: clipExplanationDe,
};
