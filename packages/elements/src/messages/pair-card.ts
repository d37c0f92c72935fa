import type { Catalog } from "../base/language.js";
import { pairCardDe } from "./pair-card.de.js";
import { type PairCardMessages, pairCardEn } from "./pair-card.en.js";

export const pairCardMessages: Catalog<PairCardMessages> = { en: pairCardEn, de: pairCardDe };
