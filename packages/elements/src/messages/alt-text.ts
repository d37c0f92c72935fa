import type { Catalog } from "../base/language.js";
import { altTextDe } from "./alt-text.de.js";
import { type AltTextMessages, altTextEn } from "./alt-text.en.js";

export const altTextMessages: Catalog<AltTextMessages> = { en: altTextEn, de: altTextDe };
