// Already in the form in which the URL parser would give it back: nothing to escape, no dot segments, a plain host.
const NORMAL_HOST = /^(?!(?:[^/]*\.)?xn--)(?:[a-z0-9-]+\.)+[a-z]+\/$/;
const NORMAL_PATH =
  /^(?:\/(?!\.|%2[eE])[\w!$&()*+,;=:@~%.-]*)+(?:\?[\w!$&()*+,;=:@~%./?-]*)?(?:#[\w!$&()*+,;=:@~%./?-]*)?$/;
const NORMAL_DATA = /^data:[\w+/.;=-]*,[\w+/=%.-]*$/;

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
  const isWeb = protocol === "http:" || protocol === "https:";
  return (url) => {
    if (isWeb && url.startsWith("/")) {
      if (url[1] !== "/") {
        if (NORMAL_PATH.test(url)) return origin + url;
      } else if (isNormal(url, 2)) {
        return protocol + url;
      }
    } else if (isNormal(url, url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : 0)) {
      return url;
    }
    if (NORMAL_DATA.test(url)) return url;
    return URL.canParse(url, base) ? new URL(url, base).href : undefined;
  };
}

function isNormal(url: string, hostStart: number): boolean {
  const slash = hostStart === 0 ? -1 : url.indexOf("/", hostStart);
  return slash > 0 && NORMAL_HOST.test(url.slice(hostStart, slash + 1)) && NORMAL_PATH.test(url.slice(slash));
}
