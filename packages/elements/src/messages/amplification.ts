import type { Catalog } from "../base/language.js";
import { amplificationDe } from "./amplification.de.js";
import { type AmplificationMessages, amplificationEn } from "./amplification.en.js";

export const amplificationMessages: Catalog<AmplificationMessages> = { en: amplificationEn, de: amplificationDe };
