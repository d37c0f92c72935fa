import type { Catalog } from "../base/language.js";
import { datasetMapDe } from "./dataset-map.de.js";
import { type DatasetMapMessages, datasetMapEn } from "./dataset-map.en.js";

export const datasetMapMessages: Catalog<DatasetMapMessages> = { en: datasetMapEn, de: datasetMapDe };
