import { type Html, html } from "../html.js";

const MAX_LENGTH = 120;

/** An address from a page. Only the web's own can be followed; the text of a long one is cut in its middle. */
export function externalLink(url: string): Html {
  const text = shorten(url);
  if (!/^https?:\/\//i.test(url)) return html`<bdi>${text}</bdi>`;
  return html`<a href="${url}" rel="noreferrer noopener nofollow"><bdi>${text}</bdi></a>`;
}

function shorten(url: string): string {
  if (url.length <= MAX_LENGTH) return url;
  return `${url.slice(0, MAX_LENGTH - 40)} … ${url.slice(-30)}`;
}
