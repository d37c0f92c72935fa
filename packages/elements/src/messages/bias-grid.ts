import type { Catalog } from "../base/language.js";
import { biasGridDe } from "./bias-grid.de.js";
import { type BiasGridMessages, biasGridEn } from "./bias-grid.en.js";

export const biasGridMessages: Catalog<BiasGridMessages> = { en: biasGridEn, de: biasGridDe };
