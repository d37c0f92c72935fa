import { counted, h, svg } from "@alt2img/example-shared/element";
import { definition, lemmas, type Synset, synsetId } from "@alt2img/wordnet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import { type Box, hangRows, layoutGraph, type Point } from "./graph-layout.js";
import { type GraphEdge, type GraphNode, neighbourhood } from "./neighbourhood.js";
import type { HrefOf } from "./synset-card.js";

export type GraphViewOptions = {
  taxonomy: Taxonomy;
  isHidden: (synset: Synset) => boolean;
  hrefOf: HrefOf;
};

/** The maximum width of a node, gap included. */
const COLUMN = 140;
const MOST_ROWS = 4;

/**
 * Draws the graph around a synset into `host`, which must be in the document so that labels can be measured:
 * everything above it up to the root, and its direct hyponyms. Each node is a link, and appears once, however many
 * hypernyms it has.
 */
export function drawGraph(host: HTMLElement, focus: Synset, { taxonomy, isHidden, hrefOf }: GraphViewOptions): void {
  const { wordnet } = taxonomy;
  const key = (synset: Synset): string => synsetId(wordnet, synset);
  const perRow = Math.max(2, Math.floor(host.clientWidth / COLUMN));
  const { nodes, edges, left } = neighbourhood(taxonomy, focus, { maxHyponyms: perRow * MOST_ROWS, isHidden });
  const items = new Map(nodes.map((node) => [key(node.synset), nodeElement(taxonomy, node, hrefOf)]));
  if (left > 0) {
    items.set("rest", h("li", {}, h("a", { class: "node rest", href: "#relations" }, counted(left, "more", "more"))));
  }
  const list = h("ul", { class: "nodes" }, ...items.values());
  host.replaceChildren(list);
  const boxes = new Map([...items].map(([key, element]) => [key, boxOf(key, element)]));

  const isBelow = new Set(nodes.filter(({ role }) => role === "below").map(({ synset }) => synset));
  const upper = edges.filter(({ to }) => !isBelow.has(to));
  const above = layoutGraph(
    nodes.filter(({ role }) => role !== "below").map(({ synset }) => boxes.get(key(synset))!),
    upper.map(({ from, to }) => ({ from: key(from), to: key(to) })),
  );
  const middle = above.places.get(key(focus))!;
  const { width, height } = boxes.get(key(focus))!;
  const stem = { x: middle.x + width / 2, y: middle.y + height };
  const hanging = [...isBelow].map((synset) => boxes.get(key(synset))!);
  const rest = boxes.get("rest");
  const below = hangRows(stem, rest ? [...hanging, rest] : hanging, perRow);

  // The hyponyms may extend further to the left than the graph above.
  const shift = Math.max(0, below.width / 2 - stem.x);
  const places = new Map([...above.places, ...below.places]);
  for (const [key, element] of items) {
    const { x, y } = places.get(key)!;
    element.style.translate = `${x + shift}px ${y}px`;
  }
  const size = {
    width: shift + Math.max(above.width, stem.x + below.width / 2),
    height: Math.max(above.height, stem.y + below.height) + 2,
  };
  list.style.width = `${size.width}px`;
  list.style.height = `${size.height}px`;
  const isInstance = (below: boolean): boolean[] =>
    edges
      .filter(({ to, from }) => isBelow.has(to) === below && (!below || from === focus))
      .map(({ instance }) => instance);
  const others = edges.filter(({ from, to }) => isBelow.has(to) && from !== focus);
  list.prepend(
    svg(
      "svg",
      { ...size, viewBox: `${-shift} 0 ${size.width} ${size.height}`, "aria-hidden": "true" },
      ...others.map((edge) => svg("path", { d: behind(edge, places, boxes, key), class: "aside" })),
      ...[...above.paths, ...below.paths].map((d, i) =>
        svg("path", { d, class: [...isInstance(false), ...isInstance(true)][i] === true ? "instance" : undefined }),
      ),
    ),
  );
  host.scrollLeft = stem.x + shift - host.clientWidth / 2;
}

function nodeElement({ wordnet }: Taxonomy, { synset, role }: GraphNode, hrefOf: HrefOf): HTMLElement {
  const current = role === "focus" ? "true" : undefined;
  const attributes = {
    class: `node ${role}`,
    href: hrefOf(synsetId(wordnet, synset)),
    title: definition(wordnet, synset),
    "aria-current": current,
  };
  return h("li", {}, h("a", attributes, lemmas(wordnet, synset)[0] ?? synsetId(wordnet, synset)));
}

function boxOf(key: string, element: HTMLElement): Box {
  const { width, height } = element.getBoundingClientRect();
  return { key, width: Math.ceil(width) + 1, height: Math.ceil(height) };
}

/** The line to another hypernym of a hyponym, behind the nodes. */
function behind(
  { from, to }: GraphEdge,
  places: ReadonlyMap<string, Point>,
  boxes: ReadonlyMap<string, Box>,
  key: (synset: Synset) => string,
): string {
  const [upper, lower] = [places.get(key(from))!, places.get(key(to))!];
  const [start, end] = [boxes.get(key(from))!, boxes.get(key(to))!];
  const [x1, y1, x2] = [upper.x + start.width / 2, upper.y + start.height, lower.x + end.width / 2];
  const bend = (lower.y - y1) / 2;
  return `M${x1},${y1}C${x1},${y1 + bend} ${x2},${lower.y - bend} ${x2},${lower.y}`;
}
