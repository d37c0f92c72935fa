import { Graph, layout } from "@dagrejs/dagre";
import { curveBasis, line } from "d3-shape";

export type Box = { key: string; width: number; height: number };
export type Link = { from: string; to: string };
export type Point = { x: number; y: number };

export type GraphLayout = {
  width: number;
  height: number;
  /** Upper left corners, by key. */
  places: Map<string, Point>;
  /** For each link, in order, the data of its `path` element. */
  paths: string[];
};

const ROW_GAP = 24;
const COLUMN_GAP = 12;
const MARGIN = 4;
const CORNER = 6;

const curve = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBasis);

/** Boxes in rows, each below all its parents. No two overlap, and links go between them. */
export function layoutGraph(boxes: readonly Box[], links: readonly Link[]): GraphLayout {
  const graph = new Graph();
  graph.setGraph({ rankdir: "TB", ranksep: ROW_GAP, nodesep: COLUMN_GAP * 1.5, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key, width, height } of boxes) graph.setNode(key, { width, height });
  for (const { from, to } of links) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const places = new Map<string, Point>();
  for (const box of boxes) {
    const { x, y } = graph.node(box.key) as Point;
    places.set(box.key, { x: x - box.width / 2, y: y - box.height / 2 });
  }
  const routes = links.map(({ from, to }) => (graph.edge(from, to) as { points?: Point[] }).points ?? []);
  return { width, height, places, paths: routes.map((points) => curve(points) ?? "") };
}

/**
 * Boxes in rows under `stem`, all connected to one line that comes down from it and passes between the boxes of each row.
 *
 * @param perRow the most boxes in a row
 * @returns positions relative to the stem, so x can be negative; `width` is twice that of the wider half
 */
export function hangRows(stem: Point, boxes: readonly Box[], perRow: number): GraphLayout {
  const rows = Math.ceil(boxes.length / perRow);
  const size = Math.ceil(boxes.length / Math.max(rows, 1));
  const places = new Map<string, Point>();
  const paths: string[] = [];
  let { y } = stem;
  let reach = 0;
  for (let first = 0; first < boxes.length; first += size) {
    const row = boxes.slice(first, first + size);
    const isLast = first + size >= boxes.length;
    const bar = y + ROW_GAP / 2;
    const widths = row.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP);
    // The line to the next row goes through the gap in the middle.
    const half = Math.ceil(row.length / 2);
    const left = row.slice(0, half).reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP / 2);
    let x = stem.x - (isLast ? widths / 2 : left);
    reach = Math.max(reach, stem.x - x, x + widths - stem.x);
    for (const { key, width } of row) {
      places.set(key, { x, y: y + ROW_GAP });
      paths.push(drop(stem, bar, { x: x + width / 2, y: y + ROW_GAP }));
      x += width + COLUMN_GAP;
    }
    y += ROW_GAP + Math.max(...row.map(({ height }) => height));
  }
  return { width: 2 * reach, height: y - stem.y, places, paths };
}

/** Down from the stem to the bar, along it, and down to a box. */
function drop(stem: Point, bar: number, to: Point): string {
  const side = Math.sign(to.x - stem.x);
  const corner = Math.min(CORNER, Math.abs(to.x - stem.x) / 2);
  if (corner < 1) return `M${stem.x},${stem.y}V${to.y}`;
  return (
    `M${stem.x},${stem.y}V${bar - corner}Q${stem.x},${bar} ${stem.x + side * corner},${bar}` +
    `H${to.x - side * corner}Q${to.x},${bar} ${to.x},${bar + corner}V${to.y}`
  );
}
