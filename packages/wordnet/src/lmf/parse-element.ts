import { XMLParser } from "fast-xml-parser";
import { xmlError } from "./xml-error.js";

/** An element: its attributes by name, its text, and its children, in the order of the file. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
};

/** A whole element as text, and the line on which it begins. */
export type XmlPiece = { xml: string; line: number };

/** An element as the parser returns it: its content under its name, its attributes under `ATTRIBUTES`. */
type OrderedNode = { readonly [name: string]: readonly OrderedNode[] | string | Record<string, string> };

const ATTRIBUTES = ":@";
const TEXT = "#text";
const CDATA = "#cdata";
const none: readonly XmlElement[] = [];
const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Parses elements, each into a tree of its own: many at a time, because calling the parser takes as long as parsing a small
 * element. The pieces must be well-formed: this parser overlooks most errors.
 */
export function createElementParser(): (pieces: readonly XmlPiece[]) => XmlElement[] {
  const parser = new XMLParser({
    preserveOrder: true,
    jPath: false,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    textNodeName: TEXT,
    // Kept apart, because “&amp;” in CDATA isn't a reference.
    cdataPropName: CDATA,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    // References are resolved below, including numeric ones, which the parser doesn't resolve.
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  const parse = (pieces: readonly XmlPiece[]): XmlElement[] => {
    const nodes: readonly OrderedNode[] = parser.parse(pieces.map(({ xml }) => xml).join(""));
    if (nodes.length !== pieces.length) throw new Error("it isn't a single element");
    return nodes.map((node, i) => toElement(node, nameOf(node), pieces[i]!.xml.includes("&")));
  };
  return (pieces) => {
    try {
      return parse(pieces);
    } catch (cause) {
      const line = pieces.find((piece) => !isParsed(parse, piece))?.line ?? pieces[0]?.line ?? 0;
      throw xmlError(line, cause instanceof Error ? cause.message : "it can't be parsed", { cause });
    }
  };
}

function isParsed(parse: (pieces: readonly XmlPiece[]) => unknown, piece: XmlPiece): boolean {
  try {
    parse([piece]);
    return true;
  } catch {
    return false;
  }
}

function toElement(node: OrderedNode, name: string, hasReferences: boolean): XmlElement {
  let text = "";
  let children: XmlElement[] | undefined;
  for (const child of node[name] as readonly OrderedNode[]) {
    const childName = nameOf(child);
    if (childName === TEXT) text += hasReferences ? resolveReferences(child[TEXT] as string) : child[TEXT];
    else if (childName === CDATA) text += (child[CDATA] as readonly OrderedNode[])[0]?.[TEXT] ?? "";
    else {
      children ??= [];
      children.push(toElement(child, childName, hasReferences));
    }
  }
  const attributes = (node[ATTRIBUTES] as Record<string, string> | undefined) ?? noAttributes;
  return {
    name,
    attributes: hasReferences ? withoutReferences(attributes) : attributes,
    text,
    children: children ?? none,
  };
}

const withoutReferences = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, resolveReferences(value)]));

function nameOf(node: OrderedNode): string {
  for (const key in node) if (key !== ATTRIBUTES) return key;
  return TEXT;
}

/** The children with a name. */
export function childrenOf({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.length === 0 ? none : children.filter((child) => child.name === name);
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
