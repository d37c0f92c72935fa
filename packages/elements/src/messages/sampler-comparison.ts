import type { Catalog } from "../base/language.js";
import { samplerComparisonDe } from "./sampler-comparison.de.js";
import { type SamplerComparisonMessages, samplerComparisonEn } from "./sampler-comparison.en.js";

export const samplerComparisonMessages: Catalog<SamplerComparisonMessages> = {
  en: samplerComparisonEn,
  de: samplerComparisonDe,
};
