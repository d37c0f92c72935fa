import { resolveUrl } from "@alt2img/core/url";

/**
 * The base URL that the `href` of a page's first `base` element gives; `undefined` if it isn't valid.
 * @see https://html.spec.whatwg.org/multipage/semantics.html#set-the-frozen-base-url
 */
export function frozenBaseUrl(href: string, url: string, charset: string | undefined): string | undefined {
  const base = resolveUrl(href, url, { encoding: charset });
  return base === undefined || /^(?:data|javascript):/.test(base) ? undefined : base;
}
