import type { Catalog } from "../base/language.js";
import { baseDe } from "./base.de.js";
import { type BaseMessages, baseEn } from "./base.en.js";

export const baseMessages: Catalog<BaseMessages> = { en: baseEn, de: baseDe };
