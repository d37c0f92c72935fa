import type { Catalog } from "../base/language.js";
import { datasetDe } from "./dataset.de.js";
import { type DatasetMessages, datasetEn } from "./dataset.en.js";

export const datasetMessages: Catalog<DatasetMessages> = { en: datasetEn, de: datasetDe };
