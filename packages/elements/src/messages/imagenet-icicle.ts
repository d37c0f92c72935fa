import type { Catalog } from "../base/language.js";
import { imagenetIcicleDe } from "./imagenet-icicle.de.js";
import { type ImagenetIcicleMessages, imagenetIcicleEn } from "./imagenet-icicle.en.js";

export const imagenetIcicleMessages: Catalog<ImagenetIcicleMessages> = { en: imagenetIcicleEn, de: imagenetIcicleDe };
