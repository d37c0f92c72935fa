import type { RasterImage } from "@alt2img/core";
import { checkImage } from "../check-image.js";
import type { Color } from "./color.js";
import { opaque } from "./color.js";

/** Whether every pixel has alpha 255. */
export function isOpaque({ data }: RasterImage): boolean {
  if (data.byteOffset % 4 !== 0) {
    for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
    return true;
  }
  // Four bytes at a time, on the little-endian machines that run JavaScript, and eight pixels before each test.
  const pixels = new Int32Array(data.buffer, data.byteOffset, data.length >> 2);
  let i = 0;
  for (; i + 8 <= pixels.length; i += 8) {
    const half = pixels[i]! & pixels[i + 1]! & pixels[i + 2]! & pixels[i + 3]!;
    const other = pixels[i + 4]! & pixels[i + 5]! & pixels[i + 6]! & pixels[i + 7]!;
    if ((half & other) >>> 24 !== 255) return false;
  }
  for (; i < pixels.length; i++) if (pixels[i]! >>> 24 !== 255) return false;
  return true;
}

/**
 * Drops alpha and keeps the colours, like Pillow's `convert("RGB")`, and so OpenAI's CLIP. A fully transparent green
 * becomes as green as any other.
 */
export function dropAlpha(image: RasterImage): RasterImage {
  checkImage(image);
  if (isOpaque(image)) return image;
  const data = Uint8ClampedArray.from(image.data);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return { width: image.width, height: image.height, data };
}

/**
 * Composites the image over a colour, rounding like Pillow's `Image.alpha_composite`: with white, this is what the
 * `CLIPImageProcessor` of transformers 5 does to an image that isn't RGB.
 *
 * @param color opaque
 */
export function composeOver(image: RasterImage, color: Color): RasterImage {
  checkImage(image);
  const background = opaque(color);
  if (isOpaque(image)) return image;
  const data = Uint8ClampedArray.from(image.data);
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!;
    if (alpha === 255) continue;
    // Pillow's AlphaComposite.c with an opaque destination: seven more bits, then a division by 255 that rounds.
    const over = alpha * 128;
    const under = 255 * 128 - over;
    for (let channel = 0; channel < 3; channel++) {
      const sum = data[i + channel]! * over + background[channel]! * under + (0x80 << 7);
      data[i + channel] = alpha === 0 ? background[channel]! : (((sum >>> 8) + sum) >>> 8) >>> 7;
    }
    data[i + 3] = 255;
  }
  return { width: image.width, height: image.height, data };
}

/** Colours times alpha: Pillow's mode RGBa. */
export function premultiply({ width, height, data }: RasterImage): RasterImage {
  const target = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!;
    for (let channel = i; channel < i + 3; channel++) target[channel] = multiply255(data[channel]!, alpha);
    target[i + 3] = alpha;
  }
  return { width, height, data: target };
}

/** Pillow's way back from RGBa to RGBA. */
export function unpremultiply({ width, height, data }: RasterImage): RasterImage {
  const target = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!;
    const whole = alpha === 0 || alpha === 255;
    for (let channel = i; channel < i + 3; channel++) {
      target[channel] = whole ? data[channel]! : Math.trunc((255 * data[channel]!) / alpha);
    }
    target[i + 3] = alpha;
  }
  return { width, height, data: target };
}

/** `a * b / 255` of bytes, rounded: Pillow's `MULDIV255`. */
function multiply255(a: number, b: number): number {
  const product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}
