import type { RuleSource } from "./rule.js";

const TECHNIQUES: Readonly<Record<string, string>> = { C: "css", F: "failures", G: "general", H: "html" };

/** The URL of each publisher's item with a given id. */
const URLS: Readonly<Record<string, (id: string) => string>> = {
  WCAG: (id) => {
    const folder = TECHNIQUES[id.charAt(0)];
    return folder ? `https://www.w3.org/WAI/WCAG22/Techniques/${folder}/${id}` : `https://www.w3.org/TR/WCAG22/#${id}`;
  },
  ACT: (id) => `https://www.w3.org/WAI/standards-guidelines/act/rules/${id}/`,
  axe: (id) => `https://dequeuniversity.com/rules/axe/4.11/${id}`,
  WAVE: (id) => `https://wave.webaim.org/api/docs?format=html#${id}`,
  "W3C tutorial": (id) => `https://www.w3.org/WAI/tutorials/images/${id}/`,
  HTML: (id) => `https://html.spec.whatwg.org/multipage/${id}`,
  Google: (id) => `https://developers.google.com/search/docs/appearance/google-images#${id}`,
  WebAIM: (id) => `https://webaim.org/techniques/${id}`,
  Facebook: (id) => `https://research.facebook.com/publications/${id}/`,
  Harvard: (id) => `https://accessibility.huit.harvard.edu/${id}`,
};

/**
 * Sources by publisher and id: `"WCAG F65"` (a technique or failure of WCAG 2.2), `"WCAG language-of-parts"` (a
 * success criterion), `"ACT 23a2a8"`, `"axe image-alt"`, `"WAVE alt_missing"`.
 */
export function cite(...sources: readonly string[]): RuleSource[] {
  return sources.map((source) => {
    const space = source.lastIndexOf(" ");
    const name = source.slice(0, space);
    const id = source.slice(space + 1);
    return { name, id, url: URLS[name]!(id) };
  });
}
