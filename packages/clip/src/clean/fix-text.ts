import { fixEncoding } from "./fix-encoding.js";
import { c1AsWindows1252 } from "./single-byte.js";
import { unescapeWholeReferences } from "./unescape-html.js";

/** Printable ASCII and line breaks, without `&`: nothing in it needs a repair. */
const SOUND = /^[\t\n\f\x20-\x25\x27-\x7e]*$/;

/**
 * Repairs text as Python's ftfy does by default: mojibake, character references, ligatures, full and half width, curly
 * quotes, line breaks, control characters; then Unicode's form NFC. Line by line: a line with a `<` in it and all after
 * it keep their character references, since they may be HTML.
 *
 * @see ftfy 6.3, https://ftfy.readthedocs.io/en/latest/
 */
export function fixText(text: string): string {
  if (SOUND.test(text)) return text;
  let fixed = "";
  let isHtml = false;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    isHtml ||= line.includes("<");
    fixed += fixLine(line, isHtml);
  }
  return fixed;
}

function fixLine(line: string, isHtml: boolean): string {
  for (;;) {
    const fixed = fixLineOnce(line, isHtml);
    if (fixed === line) return line;
    line = fixed;
  }
}

function fixLineOnce(line: string, isHtml: boolean): string {
  const unescaped = isHtml ? line : unescapeWholeReferences(line);
  return c1AsWindows1252(fixEncoding(unescaped))
    .replace(/[ĲĳŉǄ-ǌǱ-ǳﬀ-ﬆ]/g, (ligature) => ligatures[ligature]!)
    .replace(/[\u3000\uff01-\uffef]/g, standardWidth)
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(/[\u02bc\u2018-\u201b]/g, "'")
    .replace(/\r\n|[\r\x85\u2028\u2029]/g, "\n")
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .replace(/\x1b\[[\p{Nd};]*[a-zA-Z]/gu, "")
    .replace(CONTROL_CHARACTERS, "")
    .normalize("NFC");
}

/** Also deprecated format characters, the byte order mark, and what annotates or stands for objects. */
const CONTROL_CHARACTERS = /[\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]/g;

function standardWidth(character: string): string {
  return character === "\u3000" ? " " : character.normalize("NFKC");
}

const ligatures: { readonly [ligature: string]: string } = {
  Ĳ: "IJ",
  ĳ: "ij",
  ŉ: "ʼn",
  Ǳ: "DZ",
  ǲ: "Dz",
  ǳ: "dz",
  Ǆ: "DŽ",
  ǅ: "Dž",
  ǆ: "dž",
  Ǉ: "LJ",
  ǈ: "Lj",
  ǉ: "lj",
  Ǌ: "NJ",
  ǋ: "Nj",
  ǌ: "nj",
  ﬀ: "ff",
  ﬁ: "fi",
  ﬂ: "fl",
  ﬃ: "ffi",
  ﬄ: "ffl",
  ﬅ: "ſt",
  ﬆ: "st",
};
