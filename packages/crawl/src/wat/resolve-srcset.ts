import { parseSrcset, type ResolveUrl } from "@alt2img/core/url";

/** Pages have about a dozen; each repeats the base URL. */
const MOST_CANDIDATES = 100;

/**
 * A `srcset` with resolved URLs: the URL of its first candidate, and all candidates in the form of the attribute. Invalid ones
 * and those after the 100th are left out; `undefined` if none remain.
 */
export function resolveSrcset(srcset: string, resolve: ResolveUrl): { url: string; srcset: string } | undefined {
  const candidates = parseSrcset(srcset).slice(0, MOST_CANDIDATES);
  const resolved = candidates.flatMap(({ url: rawUrl, descriptor }) => {
    const url = resolve(rawUrl);
    return url === undefined ? [] : [{ url, text: descriptor === undefined ? url : `${url} ${descriptor}` }];
  });
  const [first] = resolved;
  return first && { url: first.url, srcset: resolved.map(({ text }) => text).join(", ") };
}
