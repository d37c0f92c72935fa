import { resolveUrl } from "@alt2img/core/url";

/**
 * What the relative URLs of a page are relative to, by the `href` of its first `base` that has one; `undefined` when
 * that is no base.
 * @see https://html.spec.whatwg.org/multipage/semantics.html#set-the-frozen-base-url
 */
export function frozenBaseUrl(href: string, url: string, charset: string | undefined): string | undefined {
  const base = resolveUrl(href, url, { encoding: charset });
  return base === undefined || /^(?:data|javascript):/.test(base) ? undefined : base;
}
