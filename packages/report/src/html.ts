const MARKUP: unique symbol = Symbol("markup");

/** A piece of HTML, safe to put into a page. Only `html` and `trustedHtml` make it. */
export type Html = { readonly [MARKUP]: string };

/** What `html` accepts: text and numbers are escaped, HTML isn't, lists are joined, `undefined` and `false` are left out. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/**
 * HTML from a template. Every value is text unless `html` made it, so no page can write markup into the report. Quote
 * attribute values.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return trustedHtml(strings.reduce((all, string, i) => all + markupOf(values[i - 1]) + string));
}

/** Declares `markup` to be HTML. Only for the report's own style and script. */
export function trustedHtml(markup: string): Html {
  return { [MARKUP]: markup };
}

/** The markup as a string. */
export function renderHtml(piece: Html): string {
  return piece[MARKUP];
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  return isHtml(value) ? value[MARKUP] : value.map(markupOf).join("");
}

function isHtml(value: Html | readonly HtmlValue[]): value is Html {
  return MARKUP in value;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
