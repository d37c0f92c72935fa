import type { Catalog } from "../base/language.js";
import { attributionDe } from "./attribution.de.js";
import { type AttributionMessages, attributionEn } from "./attribution.en.js";

export const attributionMessages: Catalog<AttributionMessages> = { en: attributionEn, de: attributionDe };
