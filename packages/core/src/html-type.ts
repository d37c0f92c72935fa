/** For these types the bytes decide, as they do without a valid type: https://mimesniff.spec.whatwg.org/#determining-the-computed-mime-type-of-a-resource */
const UNKNOWN_TYPES = ["unknown/unknown", "application/unknown"];

/**
 * Whether a resource is declared as HTML.
 *
 * @param mimeType the `essence` that `extractMimeType` finds
 * @returns `undefined` where no valid type is declared: then use `looksLikeHtml`
 */
export function declaresHtml(mimeType: string | undefined): boolean | undefined {
  if (mimeType === undefined || UNKNOWN_TYPES.includes(mimeType)) return undefined;
  return mimeType === "text/html" || mimeType === "application/xhtml+xml";
}

/** A comment; or, after comments and an XML declaration, a tag of the standard's table or one that can begin a page without `html`. */
const STARTS_LIKE_HTML =
  /^\s*(?:<!--|(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|link)[\s>])/i;

/** How much of a page to look at. Browsers look at 1,445 bytes, but pages may have long comments at the top. */
const SNIFFED_BYTES = 4096;

/**
 * Whether bytes start like an HTML page, after white space, comments and an XML declaration.
 *
 * @param bytes the beginning of a resource, at least 4 KiB if it has them; in an encoding that extends ASCII, or UTF-16
 *   with a byte order mark
 * @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
 */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  const [first, second] = head;
  const utf16 =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : undefined;
  const text = new TextDecoder(utf16 ?? "utf-8").decode(head);
  return STARTS_LIKE_HTML.test(text);
}
