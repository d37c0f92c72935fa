import type { Catalog } from "../base/language.js";
import { asYouTypeDe } from "./as-you-type.de.js";
import { type AsYouTypeMessages, asYouTypeEn } from "./as-you-type.en.js";

export const asYouTypeMessages: Catalog<AsYouTypeMessages> = { en: asYouTypeEn, de: asYouTypeDe };
