/**
 * The URLs of a page: resolved as browsers do, and those of a `srcset`.
 * @module url
 */

export { type ResolveUrl, type ResolveUrlOptions, resolveUrl, urlResolver } from "./url/resolve-url.js";
export { parseSrcset, type SrcsetCandidate } from "./url/srcset.js";
