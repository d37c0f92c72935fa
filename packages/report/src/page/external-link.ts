import { type Html, html } from "../html.js";

const MAX_LENGTH = 120;

/** An address from a page, as a link if it is http(s). Its text is the address, shortened in the middle if it is long. */
export function externalLink(url: string, text: string = shorten(url)): Html {
  if (!/^https?:\/\//i.test(url)) return html`<bdi>${text}</bdi>`;
  return html`<a href="${url}" rel="noreferrer noopener nofollow"><bdi>${text}</bdi></a>`;
}

function shorten(url: string): string {
  if (url.length <= MAX_LENGTH) return url;
  return `${url.slice(0, MAX_LENGTH - 40)} … ${url.slice(-30)}`;
}
