/** A link's target and its relation to the page, as written. */
export type HeaderLink = { url: string; rel: string };

// A target, a quoted string, what ends a parameter or a link, and everything else; what isn't closed extends to the end.
const PIECES = /<[^>]*>?|"(?:[^"\\]|\\[\s\S])*"?|[,;]|[^<",;]+/g;

/**
 * The links in a `Link` header field. The first of several `rel` in a link counts.
 * @see RFC 8288, §3 and appendix B.2, https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export function* parseLinkHeader(value: string): Generator<HeaderLink, void, undefined> {
  let url: string | undefined;
  let rel: string | undefined;
  let parameter = "";
  for (const [piece] of `${value},`.matchAll(PIECES)) {
    if (piece === "," || piece === ";") {
      rel ??= /^\s*rel\s*=(.*)$/is.exec(parameter)?.[1]?.trim();
      parameter = "";
      if (piece === ",") {
        if (url !== undefined && rel !== undefined) yield { url, rel };
        url = rel = undefined;
      }
    } else if (piece.startsWith("<") && url === undefined) {
      if (piece.endsWith(">")) url = piece.slice(1, -1);
    } else {
      parameter += piece.startsWith('"') ? piece.replace(/^"|"$/g, "").replace(/\\([\s\S])/g, "$1") : piece;
    }
  }
}
