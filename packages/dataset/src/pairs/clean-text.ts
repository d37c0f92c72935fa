const COLLAPSIBLE = /[^\S ]|\s\s|^\s|\s$/;
const WHITE_SPACE = /\s+/g;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * A text in the form that pairs have: white space (Unicode's, including the no-break space) collapsed to single spaces and
 * trimmed; lone surrogates, which UTF-8 can't encode, replaced by U+FFFD.
 */
export function cleanText(text: string): string {
  const collapsed = COLLAPSIBLE.test(text) ? text.replace(WHITE_SPACE, " ").trim() : text;
  return LONE_SURROGATE.test(collapsed) ? collapsed.replace(LONE_SURROGATES, "\ufffd") : collapsed;
}
