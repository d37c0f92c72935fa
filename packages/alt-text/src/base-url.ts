/**
 * What the relative URLs of a page are relative to, by the `href` of its first `base` that has one; `undefined` when
 * that is no base.
 * @see https://html.spec.whatwg.org/multipage/semantics.html#set-the-frozen-base-url
 */
export function frozenBaseUrl(href: string, url: string): string | undefined {
  const base = URL.canParse(href, url) ? new URL(href, url) : undefined;
  return base === undefined || base.protocol === "data:" || base.protocol === "javascript:" ? undefined : base.href;
}
