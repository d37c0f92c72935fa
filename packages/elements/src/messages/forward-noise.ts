import type { Catalog } from "../base/language.js";
import { forwardNoiseDe } from "./forward-noise.de.js";
import { type ForwardNoiseMessages, forwardNoiseEn } from "./forward-noise.en.js";

export const forwardNoiseMessages: Catalog<ForwardNoiseMessages> = { en: forwardNoiseEn, de: forwardNoiseDe };
