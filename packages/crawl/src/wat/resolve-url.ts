/** Resolves URL references as `new URL(reference, base).href` would; `undefined` where that throws. */
export type ResolveUrl = (reference: string) => string | undefined;

/**
 * A resolver for the references of one page. The plain ones, nearly all, are recognised and put together without the
 * URL parser, which takes longer than to find them in a WAT.
 *
 * @param base an absolute URL; where it is none, only absolute references resolve
 * @see https://url.spec.whatwg.org/#concept-basic-url-parser
 */
export function createUrlResolver(base: string): ResolveUrl {
  const parsedBase = isPlain(base) ? base : parse(base);
  // Of a plain base: up to the host's end, and up to the path's last slash.
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
    return parse(reference, parsedBase);
  };
}

/** A reference that begins with “../”, put together with a plain directory; its root is above itself. */
function fromAbove(reference: string, directory: string): string | undefined {
  const root = directory.indexOf("/", directory.indexOf("//") + 2);
  let end = directory.length - 1;
  let at = 0;
  for (; reference.startsWith("../", at); at += 3) if (end > root) end = directory.lastIndexOf("/", end - 1);
  const rest = reference.slice(at);
  return PLAIN_RELATIVE_PATH.test(rest) ? directory.slice(0, end + 1) + rest : undefined;
}

// What the URL parser leaves as it is. Not here, though often plain: ports, IP addresses and “xn--” labels; “.” and
// “%2e” at the start of a segment; “'”, “^” and “|”, which depend on the component or the age of the parser.
const SEGMENTS = String.raw`(?:(?:[\w\-~!$&()*+,;=:@]|%(?!2[eE]))[\w\-.~!$&()*+,;=:@%]*)?(?:/(?:(?:[\w\-~!$&()*+,;=:@]|%(?!2[eE]))[\w\-.~!$&()*+,;=:@%]*)?)*`;
const QUERY = String.raw`(?:\?[\w\-.~!$&()*+,;=:@%/?]*)?(?:#[\w\-.~!$&()*+,;=:@%/?]*)?`;
const HOST = String.raw`(?:(?!xn--)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z]+`;

const PLAIN_URL = new RegExp(`^https?://${HOST}/${SEGMENTS}${QUERY}$`);
const PLAIN_DATA = /^data:(?!\/)[\w\-.~!$&()*+,;=:@%/]+$/;
const PLAIN_ABSOLUTE_PATH = new RegExp(`^/(?!/)${SEGMENTS}${QUERY}$`);
// Without a colon before the first slash, which would make a scheme.
const PLAIN_RELATIVE_PATH = new RegExp(`^(?=[^:/?#]+(?:[/?#]|$))${SEGMENTS}${QUERY}$`);

function isPlain(url: string): boolean {
  return PLAIN_URL.test(url);
}

function parse(reference: string, base?: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}
