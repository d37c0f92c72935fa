import type { Catalog } from "../base/language.js";
import { funnelDe } from "./funnel.de.js";
import { type FunnelMessages, funnelEn } from "./funnel.en.js";

export const funnelMessages: Catalog<FunnelMessages> = { en: funnelEn, de: funnelDe };
