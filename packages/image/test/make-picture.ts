import type { RasterImage } from "@alt2img/core";

/** The picture of golden/make_pillow.py: noise in every other row, smooth between; with `alpha`, the middle row transparent. */
export function makePicture(width: number, height: number, { alpha = false }: { alpha?: boolean } = {}): RasterImage {
  const data = new Uint8ClampedArray(4 * width * height);
  let value = width * 65537 + height;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++, at++) {
        value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
        data[at] = y % 2 === 1 ? value >>> 24 : (x * (channel + 3) + y * 5) % 256;
      }
      if (!alpha) data[at - 1] = 255;
      else if (height > 1 && y === height >> 1) data[at - 1] = 0;
    }
  }
  return { width, height, data };
}

/** The first 16 hexadecimal digits of the SHA-256. */
export async function digest(bytes: Uint8Array | Uint8ClampedArray): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Pixels of a picture of one row or more from its brightness. */
export function grayPicture(width: number, height: number, brightness: (x: number, y: number) => number): RasterImage {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    data.fill(brightness(i % width, Math.floor(i / width)), 4 * i, 4 * i + 3);
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}

/** The picture of this name in the `hash` rows of `pillow.json`. */
export function hashedPicture(name: string): RasterImage {
  switch (name) {
    case "ramp":
      return grayPicture(64, 64, (x) => 4 * x);
    case "ramp down":
      return grayPicture(64, 64, (_, y) => 4 * y);
    case "flat":
      return grayPicture(40, 30, () => 77);
    case "checks":
      return grayPicture(64, 64, (x, y) => 255 * (((x >> 3) + (y >> 3)) % 2));
    case "disc":
      return grayPicture(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 255 : 0));
    default: {
      const [width = 0, height = 0] = name.split("x").map(Number);
      return makePicture(width, height, { alpha: true });
    }
  }
}
