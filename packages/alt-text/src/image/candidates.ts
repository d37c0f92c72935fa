import { parseSrcset } from "@alt2img/core/url";
import type { Tokenizer } from "../html/tokenizer.js";

/** A candidate as written: its URL isn't resolved yet. */
export type RawCandidate = { url: string; from: string; descriptor?: string; media?: string; type?: string };

/** A `source` of a `picture`. */
export type PictureSource = { srcset: string; media?: string; type?: string };

/**
 * Where lazy-loading scripts look for the URL, most common first. No specification names them; they come from
 * lazysizes, WordPress and its plugins, Cloudflare, PageSpeed, jQuery Lazy, LazyLoad and Flickity.
 */
const LAZY_URL_ATTRIBUTES: readonly string[] = [
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-lazy",
  "data-lazyload",
  "data-url",
  "data-image",
  "data-img",
  "data-echo",
  "data-cfsrc",
  "data-actualsrc",
  "data-hi-res-src",
  "data-delayed-url",
  "data-pagespeed-lazy-src",
  "data-flickity-lazyload",
  "data-orig-file",
];
const LAZY_SRCSET_ATTRIBUTES: readonly string[] = ["data-srcset", "data-lazy-srcset", "data-original-set"];

/** Whether this is a placeholder that a page shows until a script has run: an inline image, or one with a telling name. */
export function isPlaceholder(src: string): boolean {
  return (
    /^\s*(?:data:|about:|javascript:|#)/i.test(src) ||
    /(?:^|[^a-z])(?:blank|spacer|placeholder|transparent|pixel|1x1|loading|loader|lazy|grey|gray|clear)[^/a-z]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)/i.test(
      src,
    )
  );
}

/**
 * Every URL in an `img` and the `picture` around it, the best first: `src`; before it a lazy-loading attribute
 * when `src` is absent or a placeholder; then the largest of the `srcset`, then the sources.
 */
export function imgCandidates(tag: Tokenizer, sources: readonly PictureSource[]): RawCandidate[] {
  const src = tag.attribute("src");
  const srcset = tag.attribute("srcset");
  const better: RawCandidate[] = [];
  const sets: RawCandidate[] = [];
  if (srcset !== undefined) addLargestFirst(sets, srcset, { from: "srcset" });
  for (const name of tag.attributeNamesFrom("data-")) {
    if (LAZY_URL_ATTRIBUTES.includes(name)) {
      const url = tag.attribute(name)!;
      if (isUrlAlone(url)) better.push({ url, from: name });
    } else if (LAZY_SRCSET_ATTRIBUTES.includes(name)) {
      addLargestFirst(sets, tag.attribute(name)!, { from: name });
    }
  }
  const rank = ({ from }: RawCandidate): number => LAZY_URL_ATTRIBUTES.indexOf(from);
  if (better.length > 1) better.sort((a, b) => rank(a) - rank(b));
  for (const { srcset, ...rest } of sources) addLargestFirst(sets, srcset, { from: "source", ...rest });
  // Not spread: a srcset can have more candidates than a call has room for arguments.
  for (const set of sets) better.push(set);
  if (src !== undefined) {
    const direct: RawCandidate = { url: src, from: "src" };
    // Without anything better, the placeholder has to do.
    if (better.length > 0 && isPlaceholder(src)) better.push(direct);
    else better.unshift(direct);
  }
  return better;
}

// Some of these attributes contain JSON options, a flag or a list instead.
function isUrlAlone(value: string): boolean {
  return /^\s*[^\s{["]*[./][^\s{["]*\s*$/.test(value);
}

function addLargestFirst(into: RawCandidate[], srcset: string, common: Omit<RawCandidate, "url">): void {
  const size = ({ descriptor }: { descriptor?: string }): number => Number.parseFloat(descriptor ?? "1");
  const candidates = parseSrcset(srcset).sort((a, b) => size(b) - size(a));
  for (const candidate of candidates) into.push({ ...common, ...candidate });
}
