import type { Catalog } from "../base/language.js";
import { synsetGraphDe } from "./synset-graph.de.js";
import { type SynsetGraphMessages, synsetGraphEn } from "./synset-graph.en.js";

export const synsetGraphMessages: Catalog<SynsetGraphMessages> = { en: synsetGraphEn, de: synsetGraphDe };
