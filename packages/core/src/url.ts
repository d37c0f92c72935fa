/**
 * The URLs of a page: resolving them as browsers do, in the encoding of the page, and parsing a `srcset`.
 * @module url
 */

export { declaredEncoding, encodingOfContent, encodingOfLabel } from "./url/encoding-label.js";
export { type ResolveUrl, type ResolveUrlOptions, resolveUrl, urlResolver } from "./url/resolve-url.js";
export { parseSrcset, type SrcsetCandidate } from "./url/srcset.js";
