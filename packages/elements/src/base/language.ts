/** The languages that all elements speak. */
export type Language = "en" | "de";

/** The same texts in each language. */
export type Catalog<Messages> = Readonly<Record<Language, Messages>>;

/** The language of the nearest `lang` attribute, through shadow roots, too; English if the elements don't speak it. */
export function languageOf(element: Element): Language {
  const tag = nearestLang(element) ?? "en";
  return /^de\b/i.test(tag) ? "de" : "en";
}

function nearestLang(element: Element): string | undefined {
  for (let at: Element | undefined = element; at !== undefined; at = hostOf(at)) {
    const lang = at.closest("[lang]")?.getAttribute("lang");
    if (lang) return lang;
  }
  return undefined;
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** Calls back when a `lang` attribute of the element or of anything around it changes. */
export function watchLanguage(element: Element, onChange: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(onChange);
  for (let at: Element | undefined = element; at !== undefined; at = hostOf(at)) {
    observer.observe(at.getRootNode(), { attributes: true, attributeFilter: ["lang"], subtree: true });
  }
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}
