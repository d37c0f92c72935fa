/** The media types of HTML pages. */
export const HTML_TYPES: readonly string[] = ["text/html", "application/xhtml+xml"];

const LOOKS_LIKE_HTML =
  /^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|title|meta|script|style|link)[\s>]/i;

/** How much of a page is looked at; browsers look at 1,445 bytes, and long comments may stand at the top of a page. */
const SNIFFED_BYTES = 4096;

/**
 * Whether bytes without a `Content-Type` start as HTML does. Stricter than a browser, which has to show something.
 *
 * @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
 */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  return LOOKS_LIKE_HTML.test(new TextDecoder("latin1").decode(bytes.subarray(0, SNIFFED_BYTES)).replace(/^ï»¿/, ""));
}
