import { XMLParser } from "fast-xml-parser";
import { xmlError } from "./xml-error.js";

/** An element: its attributes by their names, its text, and its children by their names, each in the file's order. */
export type XmlElement = {
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: ReadonlyMap<string, readonly XmlElement[]>;
};

const ATTRIBUTE = "@";
const TEXT = "#text";

/** Parses one element at a time; what is not well-formed must be found before, this parser overlooks it. */
export function createElementParser(): (xml: string, line: number) => XmlElement {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: ATTRIBUTE,
    textNodeName: TEXT,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    // References are resolved here: numeric ones too, once, and no others.
    processEntities: false,
    alwaysCreateTextNode: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  });
  return (xml, line) => {
    let parsed: Record<string, unknown>;
    try {
      parsed = parser.parse(xml);
    } catch (cause) {
      throw xmlError(line, cause instanceof Error ? cause.message : "it cannot be parsed", { cause });
    }
    const [root] = Object.values(parsed);
    if (!Array.isArray(root) || root.length !== 1) throw xmlError(line, "there is not one element");
    return toElement(root[0]);
  };
}

function toElement(node: unknown): XmlElement {
  const attributes: Record<string, string> = {};
  const children = new Map<string, XmlElement[]>();
  let text = "";
  if (typeof node === "string") text = node;
  else if (typeof node === "object" && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      if (key === TEXT) text = String(value);
      else if (key.startsWith(ATTRIBUTE)) attributes[key.slice(1)] = resolveReferences(String(value));
      else if (Array.isArray(value)) children.set(key, value.map(toElement));
    }
  }
  return { attributes, text: resolveReferences(text), children };
}

const predefined: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolveReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return predefined[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter =
      code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && (code >= 0x20 || [9, 10, 13].includes(code));
    return isCharacter ? String.fromCodePoint(code) : "\ufffd";
  });
}
