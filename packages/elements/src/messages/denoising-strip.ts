import type { Catalog } from "../base/language.js";
import { denoisingStripDe } from "./denoising-strip.de.js";
import { type DenoisingStripMessages, denoisingStripEn } from "./denoising-strip.en.js";

export const denoisingStripMessages: Catalog<DenoisingStripMessages> = { en: denoisingStripEn, de: denoisingStripDe };
