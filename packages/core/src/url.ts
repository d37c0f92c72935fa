/**
 * The URLs of a page: resolving them as browsers do, and parsing a `srcset`.
 * @module url
 */

export { type ResolveUrl, type ResolveUrlOptions, resolveUrl, urlResolver } from "./url/resolve-url.js";
export { parseSrcset, type SrcsetCandidate } from "./url/srcset.js";
