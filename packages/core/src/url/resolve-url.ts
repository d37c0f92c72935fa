import { normalizeEncoding } from "@exodus/bytes/encoding-browser.js";
import { encodeQuery } from "./encode-query.js";

/** Resolves the URL references of one page: an absolute URL, or `undefined` where the reference isn't valid. */
export type ResolveUrl = (reference: string) => string | undefined;

export type ResolveUrlOptions = {
  /**
   * The encoding of the page, as any label of the Encoding Standard; the queries of the URLs are encoded in it. UTF-8
   * if it is left out, unknown, or UTF-16. A function is called for the first URL with a query that may depend on it.
   */
  encoding?: string | undefined | (() => string | undefined);
};

/**
 * Resolves one reference as browsers do: as `new URL(reference, base).href`, but with the query in the page's encoding.
 * For the many references of a page, `urlResolver` is faster.
 *
 * @param base an absolute URL; otherwise only absolute references can be resolved
 * @returns `undefined` where the reference isn't valid
 * @see https://url.spec.whatwg.org/#concept-basic-url-parser
 */
export function resolveUrl(reference: string, base: string, options: ResolveUrlOptions = {}): string | undefined {
  return parse(reference, parse(base), () => legacyEncoding(options));
}

/**
 * `resolveUrl` for many references with the same base. Nearly all are plain: they are recognized and joined without the
 * URL parser, which would take most of the time.
 */
export function urlResolver(base: string, options: ResolveUrlOptions = {}): ResolveUrl {
  let encoding: { name: string | undefined } | undefined;
  const encodingName = () => {
    encoding ??= { name: legacyEncoding(options) };
    return encoding.name;
  };
  const parsedBase = isPlain(base) ? base : parse(base);
  // The parts of a plain base: up to the end of the host, and up to the last slash of the path.
  const plainBase = parsedBase !== undefined && isPlain(parsedBase) ? parsedBase : undefined;
  const path = plainBase?.replace(/[?#].*$/s, "") ?? "";
  const origin = plainBase === undefined ? undefined : path.slice(0, path.indexOf("/", path.indexOf("//") + 2));
  const scheme = origin?.slice(0, origin.indexOf("/")) ?? "";
  const directory = path.slice(0, path.lastIndexOf("/") + 1);
  return (reference) => {
    if (isPlain(reference) || PLAIN_DATA.test(reference)) return reference;
    if (origin !== undefined) {
      if (reference.startsWith("//") && isPlain(scheme + reference)) return scheme + reference;
      if (PLAIN_ABSOLUTE_PATH.test(reference)) return origin + reference;
      if (PLAIN_RELATIVE_PATH.test(reference)) return directory + reference;
      const upward = reference.startsWith("../") ? fromAbove(reference, directory) : undefined;
      if (upward !== undefined) return upward;
    }
    return parse(reference, parsedBase, encodingName);
  };
}

/** Joins a reference that starts with “../” to a plain directory. The directory above the root is the root. */
function fromAbove(reference: string, directory: string): string | undefined {
  const root = directory.indexOf("/", directory.indexOf("//") + 2);
  let end = directory.length - 1;
  let at = 0;
  for (; reference.startsWith("../", at); at += 3) if (end > root) end = directory.lastIndexOf("/", end - 1);
  const rest = reference.slice(at);
  return PLAIN_RELATIVE_PATH.test(rest) ? directory.slice(0, end + 1) + rest : undefined;
}

// What the URL parser leaves unchanged. Not included, although often unchanged: ports, IP addresses and “xn--” labels; “.”
// and “%2e” at the start of a segment; “'”, “^” and “|”, which depend on the component or the age of the parser.
const SEGMENTS = String.raw`(?:(?:[\w\-~!$&()*+,;=:@]|%(?!2[eE]))[\w\-.~!$&()*+,;=:@%]*)?(?:/(?:(?:[\w\-~!$&()*+,;=:@]|%(?!2[eE]))[\w\-.~!$&()*+,;=:@%]*)?)*`;
const QUERY = String.raw`(?:\?[\w\-.~!$&()*+,;=:@%/?]*)?(?:#[\w\-.~!$&()*+,;=:@%/?]*)?`;
const HOST = String.raw`(?:(?!xn--)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z]+`;

const PLAIN_URL = new RegExp(`^https?://${HOST}/${SEGMENTS}${QUERY}$`);
const PLAIN_DATA = /^data:(?!\/)[\w\-.~!$&()*+,;=:@%/]+$/;
const PLAIN_ABSOLUTE_PATH = new RegExp(`^/(?!/)${SEGMENTS}${QUERY}$`);
// Without a colon before the first slash, which would end a scheme.
const PLAIN_RELATIVE_PATH = new RegExp(`^(?=[^:/?#]+(?:[/?#]|$))${SEGMENTS}${QUERY}$`);

function isPlain(url: string): boolean {
  return PLAIN_URL.test(url);
}

/** Schemes whose query is encoded in the page's encoding: the special ones except those of WebSocket. */
const ENCODED_SCHEMES: readonly string[] = ["http:", "https:", "ftp:", "file:"];

/** @param encodingName gives a legacy encoding; `undefined` for UTF-8 */
function parse(reference: string, base?: string, encodingName?: () => string | undefined): string | undefined {
  try {
    const url = new URL(reference, base);
    if (!reference.includes("?") || !ENCODED_SCHEMES.includes(url.protocol)) return url.href;
    const encoding = encodingName?.();
    if (encoding === undefined) return url.href;
    const encoded = withEncodedQuery(reference, encoding);
    return encoded === undefined ? url.href : new URL(encoded, base).href;
  } catch {
    return undefined;
  }
}

/** `undefined` without a query, or with one in ASCII, which is the same in every encoding but ISO-2022-JP. */
function withEncodedQuery(reference: string, encoding: string): string | undefined {
  const [, start, query, fragment] = /^([^?#]*\?)([^#]*)(.*)$/s.exec(reference) ?? [];
  if (start === undefined || query === undefined || fragment === undefined) return undefined;
  if (encoding !== "iso-2022-jp" && !/[^\0-\x7f]/.test(query)) return undefined;
  // The URL parser strips these too, but it runs after the query is encoded here.
  const stripped = query.replace(fragment === "" ? /[\t\n\r]|[\0- ]+$/g : /[\t\n\r]/g, "");
  return start + encodeQuery(stripped, encoding) + fragment;
}

/** @see https://encoding.spec.whatwg.org/#get-an-output-encoding */
function legacyEncoding({ encoding }: ResolveUrlOptions): string | undefined {
  const label = typeof encoding === "function" ? encoding() : encoding;
  const name = label === undefined ? null : normalizeEncoding(label);
  return name === null || name === "replacement" || name.startsWith("utf-") ? undefined : name;
}
