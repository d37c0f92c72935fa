const MARKUP: unique symbol = Symbol("markup");

/** A piece of HTML that can stand in a page as it is. Only `html` and `trustedHtml` make it. */
export type Html = { readonly [MARKUP]: string };

/** What `html` takes: text and numbers are escaped, HTML is not, lists are joined, nothing makes nothing. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/**
 * HTML from a template. Whatever is put into it is text, unless `html` made it, so that no page can write into the
 * report. Attribute values have to stand in quotes.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return trustedHtml(strings.reduce((all, string, i) => all + markupOf(values[i - 1]) + string));
}

/** Declares that `markup` is HTML. Only for what the report itself holds: its style and its script. */
export function trustedHtml(markup: string): Html {
  return { [MARKUP]: markup };
}

/** The markup as a string, to be written. */
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
