import { parseSrcset, type ResolveUrl } from "@alt2img/core/url";

/** Pages have a dozen; with each its base URL is repeated. */
const MOST_CANDIDATES = 100;

/**
 * A `srcset` with its URLs resolved: the URL of its first candidate, and all of them in the form of the attribute. Those that
 * aren't valid are left out, and those after the 100th; `undefined` where none is left.
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
