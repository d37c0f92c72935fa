import type { Catalog } from "../base/language.js";
import { clipMatrixDe } from "./clip-matrix.de.js";
import { type ClipMatrixMessages, clipMatrixEn } from "./clip-matrix.en.js";

export const clipMatrixMessages: Catalog<ClipMatrixMessages> = { en: clipMatrixEn, de: clipMatrixDe };
