import type { ResolveUrl } from "./resolve-url.js";

/** A candidate of a `srcset`: its URL, and its descriptor (`2x`, `800w`) as written, empty where there is none. */
type Candidate = { url: string; descriptor: string };

/**
 * A `srcset` with its URLs resolved: the URL of its first candidate, and all of them in the form of the attribute. Those that
 * cannot be resolved are left out, and those after the 100th; `undefined` where none is left. Descriptors are not checked.
 */
export function resolveSrcset(srcset: string, resolve: ResolveUrl): { url: string; srcset: string } | undefined {
  const resolved = candidates(srcset).flatMap(({ url: rawUrl, descriptor }) => {
    const url = resolve(rawUrl);
    return url === undefined ? [] : [{ url, text: descriptor === "" ? url : `${url} ${descriptor}` }];
  });
  const [first] = resolved;
  return first && { url: first.url, srcset: resolved.map(({ text }) => text).join(", ") };
}

/** Pages have a dozen; with each its base URL is repeated. */
const MOST_CANDIDATES = 100;

/** @see https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute */
function candidates(srcset: string): Candidate[] {
  const found: Candidate[] = [];
  let at = 0;
  while (found.length < MOST_CANDIDATES) {
    while (at < srcset.length && (isSpace(srcset[at]!) || srcset[at] === ",")) at++;
    if (at === srcset.length) break;
    const start = at;
    while (at < srcset.length && !isSpace(srcset[at]!)) at++;
    // Commas inside of a URL are part of it; those at its end say that it has no descriptor.
    let end = at;
    while (srcset[end - 1] === ",") end--;
    const url = srcset.slice(start, end);
    const descriptorsStart = at;
    if (end === at) at = endOfDescriptors(srcset, at);
    found.push({ url, descriptor: srcset.slice(descriptorsStart, at).trim() });
  }
  return found;
}

/** Up to a comma that stands in no parentheses. */
function endOfDescriptors(srcset: string, start: number): number {
  let inParentheses = false;
  for (let at = start; at < srcset.length; at++) {
    if (srcset[at] === "," && !inParentheses) return at;
    if (srcset[at] === "(") inParentheses = true;
    else if (srcset[at] === ")") inParentheses = false;
  }
  return srcset.length;
}

const isSpace = (unit: string): boolean => " \t\n\f\r".includes(unit);
