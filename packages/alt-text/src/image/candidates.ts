import { parseSrcset } from "./srcset.js";

/** A candidate as written: its URL is not resolved yet. */
export type RawCandidate = { url: string; from: string; descriptor?: string; media?: string; type?: string };

/** A `source` of a `picture`. */
export type PictureSource = { srcset: string; media: string | undefined; type: string | undefined };

/**
 * Where scripts that load images late look for the URL, by how common they are. No specification names them; they are
 * those of lazysizes, WordPress and its plugins, Cloudflare, PageSpeed, jQuery Lazy, LazyLoad and Flickity.
 */
export const LAZY_URL_ATTRIBUTES: readonly string[] = [
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
export const LAZY_SRCSET_ATTRIBUTES: readonly string[] = ["data-srcset", "data-lazy-srcset", "data-original-set"];

/** The picture that stands in until a script has run: an inline image, or one that says so in its name. */
export function isPlaceholder(src: string): boolean {
  return (
    /^\s*(?:data:|about:|javascript:|#)/i.test(src) ||
    /(?:^|[^a-z])(?:blank|spacer|placeholder|transparent|pixel|1x1|loading|loader|lazy|grey|gray|clear)[^/a-z]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)/i.test(
      src,
    )
  );
}

/**
 * Every URL that an `img` and the `picture` around it name, the best first: `src`; before it a lazy-loading attribute
 * when `src` is absent or a placeholder; then the largest of the `srcset`, then the sources.
 */
export function imgCandidates(
  attribute: (name: string) => string | undefined,
  sources: readonly PictureSource[],
): RawCandidate[] {
  const src = attribute("src");
  const lazy = LAZY_URL_ATTRIBUTES.flatMap((from) => lazyUrl(from, attribute(from)));
  const direct = src === undefined || src.trim() === "" ? [] : [{ url: src, from: "src" }];
  const sets = ["srcset", ...LAZY_SRCSET_ATTRIBUTES].flatMap((from) => largestFirst(attribute(from), from));
  for (const { srcset, media, type } of sources) {
    for (const candidate of largestFirst(srcset, "source")) {
      sets.push({ ...candidate, ...(media === undefined ? {} : { media }), ...(type === undefined ? {} : { type }) });
    }
  }
  if (src !== undefined && !isPlaceholder(src)) return [...direct, ...lazy, ...sets];
  // With nothing better the placeholder is what there is.
  return [...lazy, ...sets, ...direct];
}

function lazyUrl(from: string, value: string | undefined): RawCandidate[] {
  // Some of these hold options in JSON, a flag or a list instead.
  return value === undefined || !/^\s*[^\s{["]*[./][^\s{["]*\s*$/.test(value) ? [] : [{ url: value, from }];
}

function largestFirst(srcset: string | undefined, from: string): RawCandidate[] {
  if (srcset === undefined) return [];
  const size = ({ descriptor }: { descriptor?: string }): number => Number.parseFloat(descriptor ?? "1");
  const candidates = parseSrcset(srcset).map((candidate): RawCandidate => ({ from, ...candidate }));
  return candidates.sort((a, b) => size(b) - size(a));
}
