import type { GraphDrawing, Size } from "./draw-graph.js";
import type { GraphEdge } from "./synset-graph.js";

/**
 * Where a key leads from a box; `undefined` if nowhere. Up and down follow the lines, left and right the row. The box for the rest is
 * the last one, and is below the focus without an edge.
 */
export function nodeByKey(
  key: string,
  from: number,
  { places }: Pick<GraphDrawing, "places">,
  { edges, sizes, focus }: { edges: readonly GraphEdge[]; sizes: readonly Size[]; focus: number },
): number | undefined {
  switch (key) {
    case "ArrowUp":
      return edges.find(({ to }) => to === from)?.from ?? (from === focus || from < focus ? undefined : focus);
    case "ArrowDown":
      return edges.find((edge) => edge.from === from)?.to;
    case "ArrowLeft":
    case "ArrowRight": {
      const middle = places[from]!.y + sizes[from]!.height / 2;
      const row = places
        .map(({ x, y }, i) => ({ x, top: y, bottom: y + sizes[i]!.height, i }))
        .filter(({ top, bottom }) => top <= middle && middle <= bottom)
        .sort((a, b) => a.x - b.x);
      const at = row.findIndex(({ i }) => i === from);
      return row[at + (key === "ArrowLeft" ? -1 : 1)]?.i;
    }
    case "Home":
      return focus;
    default:
      return undefined;
  }
}
