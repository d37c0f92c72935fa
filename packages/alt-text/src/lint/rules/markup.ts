import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

const PATTERNS: readonly RegExp[] = [
  /<\/?(a|b|i|u|p|br|em|img|div|span|strong|small|sup|sub|font|li|ul|h[1-6])(\s[^<>]*)?\/?>/i,
  /&(amp|nbsp|quot|lt|gt|rsquo|lsquo|ldquo|rdquo|hellip|[mn]dash|eacute|#\d+|#x[\da-f]+);/i,
  /\{\{.*?\}\}|\{%.*?%\}|\$\{[^}]*\}|<%.*?%>|<\?.*?\?>|%[A-Z_]{2,}%|\[object \w+\]/,
  /!?\[[^\]]*\]\([^)\s]+\)|\[\/?(b|i|url|img|caption)(=[^\]]*)?\]/i,
];

/** How much of an alt to search, in UTF-16 code units: unclosed braces make the search quadratic. */
const MAX_LENGTH = 2000;

export const markup: AltTextRule = {
  id: "markup",
  title: "The alt contains markup or template code",
  severity: "warning",
  sources: /* @__PURE__ */ cite("WCAG F30", "HTML images.html#alt"),
  check(_image, { text }) {
    const evidence = PATTERNS.map((pattern) => pattern.exec(text.slice(0, MAX_LENGTH))?.[0]).find(
      (match) => match !== undefined,
    );
    if (evidence === undefined) return undefined;
    return {
      message: "An alt is plain text: code in it isn't run or rendered, but read out character by character.",
      suggestion: "Remove the code. If a template wasn't filled in, fix the template.",
      evidence,
    };
  },
};
