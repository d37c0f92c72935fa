import type { Language } from "../base/language.js";

/** A language’s name by its code (`en`), which comes from data; the code itself if it isn’t one. */
export function languageName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: "language", fallback: "code" }).of(code) ?? code;
  } catch {
    return code;
  }
}
