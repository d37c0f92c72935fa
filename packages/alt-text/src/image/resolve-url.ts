// Already in the form in which the URL parser would give it back: nothing to escape, no dot segments, a plain host.
const NORMAL_HOST = /^(?!(?:[^/]*\.)?xn--)(?:[a-z0-9-]+\.)+[a-z]+\/$/;
const NORMAL_PATH = /^(?:\/(?!\.|%2[eE])[\w!$&()*+,;=:@~%.-]*)+(?:\?[\w!$&()*+,;=:@~%./?-]*)?$/;

/** Resolves the URLs of one page against its base. */
export type ResolveUrl = (url: string) => string | undefined;

/**
 * A function that resolves as `new URL(url, base).href` does, `undefined` for what is no URL. Most URLs of pages are
 * normal already; those are recognised without parsing.
 * @param base an absolute URL
 * @see https://url.spec.whatwg.org/
 */
export function urlResolver(base: string): ResolveUrl {
  const { protocol, origin } = new URL(base);
  const special = protocol === "http:" || protocol === "https:";
  return (url) => {
    if (special && url.startsWith("/") && url[1] !== "/" && NORMAL_PATH.test(url)) return origin + url;
    const scheme = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : 0;
    if (scheme > 0) {
      const slash = url.indexOf("/", scheme);
      if (slash > 0 && NORMAL_HOST.test(url.slice(scheme, slash + 1)) && NORMAL_PATH.test(url.slice(slash))) return url;
    }
    return URL.canParse(url, base) ? new URL(url, base).href : undefined;
  };
}
