import type { RasterImage } from "@alt2img/core";

/** The side of the picture, in pixels. */
const SIDE = 256;

/**
 * Rings that get finer towards the edge, which show what a filter does with details (a zone plate), on a transparent
 * ground whose pixels are green.
 */
export function drawRings(): RasterImage {
  const data = new Uint8ClampedArray(4 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const radius = Math.hypot((i % SIDE) - SIDE / 2, Math.floor(i / SIDE) - SIDE / 2);
    const brightness = 127.5 * (1 + Math.cos((Math.PI * radius ** 2) / SIDE));
    data.set(radius < SIDE / 2 ? [brightness, brightness, brightness, 255] : [0, 170, 0, 0], 4 * i);
  }
  return { width: SIDE, height: SIDE, data };
}
