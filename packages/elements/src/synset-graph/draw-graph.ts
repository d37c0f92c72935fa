import { type Box, hangRows, layoutGraph, type Point } from "./graph-layout.js";
import type { GraphEdge, GraphNode } from "./synset-graph.js";

/** Of a box, in pixels. */
export type Size = { readonly width: number; readonly height: number };

/** The line from a hypernym to a hyponym; `isAside` if it goes behind the others, to another hypernym than the one in the middle. */
export type GraphLine = { readonly path: string; readonly isInstance: boolean; readonly isAside: boolean };

/** Where everything is drawn, in pixels. */
export type GraphDrawing = Size & {
  /** Upper left corners: of the nodes in their order, then of the box for the rest. */
  readonly places: readonly Point[];
  /** From `-left` to the right: their origin is the left edge of what is above the focus. */
  readonly lines: readonly GraphLine[];
  readonly left: number;
  /** Where the middle of the focus is. */
  readonly middle: number;
};

/**
 * Draws the graph around a synset: rows of everything above it, each below all of its hypernyms, and rows of hyponyms below it.
 *
 * @param sizes of the nodes in their order, and one more if there is a box for the rest
 * @param perRow the most hyponyms in a row
 */
export function drawGraph(
  nodes: readonly Pick<GraphNode, "role">[],
  edges: readonly GraphEdge[],
  sizes: readonly Size[],
  perRow: number,
): GraphDrawing {
  const boxes = sizes.map((size, i): Box => ({ key: String(i), ...size }));
  const isBelow = (i: number): boolean => i >= nodes.length || nodes[i]!.role === "below";
  const focus = nodes.findIndex(({ role }) => role === "focus");
  const upper = edges.filter(({ to }) => !isBelow(to));
  const above = layoutGraph(
    boxes.filter((_, i) => !isBelow(i)),
    upper.map(({ from, to }) => ({ from: String(from), to: String(to) })),
  );
  const top = above.places.get(String(focus))!;
  const stem = { x: top.x + boxes[focus]!.width / 2, y: top.y + boxes[focus]!.height };
  const hanging = boxes.filter((_, i) => isBelow(i));
  const below = hangRows(stem, hanging, perRow);
  // The hyponyms may extend further to the left than the graph above.
  const shift = Math.max(0, below.width / 2 - stem.x);
  const placed = new Map([...above.places, ...below.places]);
  const places = boxes.map(({ key }) => ({ x: placed.get(key)!.x + shift, y: placed.get(key)!.y }));
  const isInstance = (i: number): boolean =>
    edges.some(({ from, to, isInstance: is }) => from === focus && to === i && is);
  return {
    width: shift + Math.max(above.width, stem.x + below.width / 2),
    height: Math.max(above.height, stem.y + below.height) + 2,
    places,
    lines: [
      ...edges
        .filter(({ from, to }) => isBelow(to) && from !== focus)
        .map((edge) => ({ path: behind(edge, placed, boxes), isInstance: edge.isInstance, isAside: true })),
      ...upper.map((edge, i) => ({ path: above.paths[i]!, isInstance: edge.isInstance, isAside: false })),
      ...hanging.map(({ key }, i) => ({ path: below.paths[i]!, isInstance: isInstance(Number(key)), isAside: false })),
    ],
    left: shift,
    middle: stem.x + shift,
  };
}

/** The line to another hypernym of a hyponym. */
function behind({ from, to }: GraphEdge, places: ReadonlyMap<string, Point>, boxes: readonly Box[]): string {
  const [upper, lower] = [places.get(String(from))!, places.get(String(to))!];
  const [x1, y1, x2] = [
    upper.x + boxes[from]!.width / 2,
    upper.y + boxes[from]!.height,
    lower.x + boxes[to]!.width / 2,
  ];
  const bend = (lower.y - y1) / 2;
  return `M${x1},${y1}C${x1},${y1 + bend} ${x2},${lower.y - bend} ${x2},${lower.y}`;
}
