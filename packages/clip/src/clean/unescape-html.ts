import { decodeHTML, decodeHTMLStrict } from "entities/decode";
import { c1AsWindows1252 } from "./single-byte.js";

const REFERENCE = /&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g;

/**
 * Resolves character references as Python's `html.unescape` does, also those without a semicolon. It differs from HTML
 * where a reference names a control character or a noncharacter: those are left out.
 */
export function unescapeHtml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (reference) =>
    reference[1] === "#" ? numericReference(reference) : decodeHTML(reference),
  );
}

function numericReference(reference: string): string {
  const digits = reference.slice(2).replace(";", "");
  const code = /^[xX]/.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  if (code >= 0x80 && code <= 0x9f) return c1AsWindows1252(String.fromCharCode(code));
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  if (code === 0x0d) return "\r";
  return isLeftOut(code) ? "" : String.fromCodePoint(code);
}

/** Control characters and noncharacters. */
function isLeftOut(code: number): boolean {
  if (code < 0x20) return !(code === 0x09 || code === 0x0a || code === 0x0c);
  return code === 0x7f || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}

const WHOLE_REFERENCE = /&#?[0-9A-Za-z]{1,24};/g;

/**
 * Resolves only references that end in a semicolon, and names in capitals that HTML knows in small letters (`&NTILDE;` is
 * Ñ). ftfy's `unescape_html`.
 */
export function unescapeWholeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(WHOLE_REFERENCE, (reference) => {
    if (reference[1] === "#") {
      const unescaped = unescapeHtml(reference);
      return unescaped.includes(";") ? reference : unescaped;
    }
    const character = decodeHTMLStrict(reference);
    return character === reference ? inCapitals(reference) : character;
  });
}

function inCapitals(reference: string): string {
  if (reference !== reference.toUpperCase() || decodeHTML(reference) !== reference) return reference;
  const small = reference.toLowerCase();
  const character = decodeHTMLStrict(small);
  return character === small ? reference : character.toUpperCase();
}
