import { Alt2imgError } from "@alt2img/core";
import { NO_LANGUAGE } from "../funnel/rules/language.js";

/** More of a text doesn't change its language, and would take long. */
const LONGEST = 1000;

/**
 * Loads the language detector `eld` (60 languages, 1.6 MB of n-grams), which has to be installed. It gives a text's
 * language (ISO 639-1), or LAION's `"nolang"` where it isn't sure.
 *
 * @throws Alt2imgError `dataset/no-eld` if the package can't be loaded
 * @see https://github.com/nitotm/efficient-language-detector-js
 */
export async function loadLanguageDetector(): Promise<(text: string) => string> {
  const { eld } = await import("eld/small").catch((cause: unknown) => {
    throw new Alt2imgError("dataset/no-eld", "The language detector can't be loaded: npm install eld", { cause });
  });
  return (text) => {
    const result = eld.detect(text.slice(0, LONGEST));
    return result.language !== "" && result.isReliable() ? result.language : NO_LANGUAGE;
  };
}
