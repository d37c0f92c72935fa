import type { Catalog } from "../base/language.js";
import { warcDe } from "./warc.de.js";
import { type WarcMessages, warcEn } from "./warc.en.js";

export const warcMessages: Catalog<WarcMessages> = { en: warcEn, de: warcDe };
