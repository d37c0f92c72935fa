import type { Catalog } from "../base/language.js";
import { tokensDe } from "./tokens.de.js";
import { type TokensMessages, tokensEn } from "./tokens.en.js";

export const tokensMessages: Catalog<TokensMessages> = { en: tokensEn, de: tokensDe };
