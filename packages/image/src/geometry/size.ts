import { checkSize } from "../check-image.js";

/** Width and height in pixels. */
export type Size = { readonly width: number; readonly height: number };

/**
 * The size at which the shorter side is `edge` long: the rule of torchvision's `Resize(edge)` and of transformers'
 * `shortest_edge`. The longer side is rounded down, so 640 × 427 at 224 becomes 335 × 224.
 */
export function shortestEdgeSize({ width, height }: Size, edge: number): Size {
  return edgeSize({ width, height }, edge, width <= height);
}

/** The size at which the longer side is `edge` long; the shorter one is rounded down, but is at least 1. */
export function longestEdgeSize({ width, height }: Size, edge: number): Size {
  return edgeSize({ width, height }, edge, width > height);
}

function edgeSize({ width, height }: Size, edge: number, byWidth: boolean): Size {
  checkSize(width, height, "An image");
  checkSize(edge, edge, "The edge");
  return byWidth
    ? { width: edge, height: Math.max(1, Math.floor((edge * height) / width)) }
    : { width: Math.max(1, Math.floor((edge * width) / height)), height: edge };
}
