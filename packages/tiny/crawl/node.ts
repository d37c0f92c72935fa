/** HTML as a tree: pages are built from it before they become bytes. */
export type Attributes = Readonly<Record<string, string | true | undefined>>;
export type Element = { tag: string; attributes: Attributes; children: readonly Node[]; fact?: ImageFact };
/** Markup that is written as it is and contains no image. */
export type Raw = { raw: string };
export type Node = string | Element | Raw;

/** What is known about an `img`. */
export type ImageFact = {
  /** Where the picture is. */
  url: string;
  row: number;
  name: string;
  alt: string | null;
  quality: import("../src/crawl-truth.js").AltQuality;
  /** Its URL is in `data-src`, which a WAT doesn't keep. */
  lazy: boolean;
  width?: number;
  height?: number;
};

/** An element. */
export function h(tag: string, attributes: Attributes, ...children: (Node | readonly Node[])[]): Element {
  return { tag, attributes, children: children.flat() };
}

export const raw = (markup: string): Raw => ({ raw: markup });

export const isElement = (node: Node): node is Element => typeof node === "object" && "tag" in node;

/** All elements, in document order. */
export function* elementsOf(nodes: readonly Node[]): Generator<Element> {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    yield node;
    yield* elementsOf(node.children);
  }
}

/** Its text, with white space collapsed. */
export function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => (typeof node === "string" ? node : isElement(node) ? textOf(node.children) : ""))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
