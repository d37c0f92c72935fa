import { type Attributes, isElement, type Node } from "./node.js";

/**
 * How a site writes its HTML.
 *
 * - `tidy`: double quotes, lower case
 * - `xhtml`: the same with `/>`
 * - `old`: capitals, no end tags for `p` and `li`, named character references
 * - `terse`: quotes only where they are needed
 * - `single`: single quotes, everything beyond ASCII as numeric references
 */
export type Dialect = "tidy" | "xhtml" | "old" | "terse" | "single";

const VOID = new Set(["img", "meta", "link", "br", "hr", "input", "base"]);
const OPTIONAL_END = new Set(["p", "li"]);
const NAMED: Readonly<Record<string, string>> = {
  ä: "auml",
  ö: "ouml",
  ü: "uuml",
  Ä: "Auml",
  Ö: "Ouml",
  Ü: "Uuml",
  ß: "szlig",
  é: "eacute",
  è: "egrave",
  ê: "ecirc",
  à: "agrave",
  ç: "ccedil",
  ñ: "ntilde",
  á: "aacute",
  í: "iacute",
  ó: "oacute",
  ú: "uacute",
}; // prettier-ignore

/** A document as HTML. */
export function serialise(nodes: readonly Node[], dialect: Dialect): string {
  const doctype =
    dialect === "old" ? '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">' : "<!DOCTYPE html>";
  return `${doctype}\n${write(nodes, dialect)}\n`;
}

function write(nodes: readonly Node[], dialect: Dialect): string {
  return nodes.map((node) => writeNode(node, dialect)).join("");
}

function writeNode(node: Node, dialect: Dialect): string {
  if (typeof node === "string") return text(node, dialect);
  if (!isElement(node)) return node.raw;
  const tag = dialect === "old" ? node.tag.toUpperCase() : node.tag;
  const start = `<${tag}${attributes(node.attributes, dialect)}`;
  if (VOID.has(node.tag)) return `${start}${dialect === "xhtml" ? " />" : ">"}`;
  const end = dialect === "old" && OPTIONAL_END.has(node.tag) ? "" : `</${tag}>`;
  return `${start}>${write(node.children, dialect)}${end}`;
}

function attributes(all: Attributes, dialect: Dialect): string {
  return Object.entries(all)
    .map(([name, value]) => {
      if (value === undefined) return "";
      const written = dialect === "old" ? name.toUpperCase() : name;
      if (value === true) return dialect === "xhtml" ? ` ${written}="${written}"` : ` ${written}`;
      if (dialect === "terse" && /^[^\s"'=<>`&]+$/.test(value)) return ` ${written}=${value}`;
      const quote = dialect === "single" ? "'" : '"';
      return ` ${written}=${quote}${text(value, dialect).replaceAll(quote, quote === '"' ? "&quot;" : "&#39;")}${quote}`;
    })
    .join("");
}

function text(value: string, dialect: Dialect): string {
  const escaped = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  if (dialect === "single") return escaped.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
  if (dialect !== "old") return escaped;
  return escaped.replace(/[äöüÄÖÜßéèêàçñáíóú]/g, (letter) => `&${NAMED[letter]};`);
}
