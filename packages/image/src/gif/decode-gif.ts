import type { RasterImage } from "@alt2img/core";
import { broken, truncated } from "../format/image-error.js";
import type { GifFrame, GifHeader } from "./read-gif.js";

/**
 * The first frame on its screen. Around it is the frame's transparent colour or, if it has none, colour 0, as
 * in Pillow.
 */
export function decodeGif({ width, height, frame }: GifHeader): RasterImage {
  const { x, y, palette, transparentIndex } = frame;
  const indices = decodeLzw(frame);
  const colors = new Uint32Array(256);
  const bytes = new Uint8Array(colors.buffer);
  for (let index = 0; index < 256; index++) {
    for (let channel = 0; channel < 3; channel++) {
      bytes[4 * index + channel] = palette === undefined ? index : (palette[3 * index + channel] ?? 0);
    }
    bytes[4 * index + 3] = index === transparentIndex ? 0 : 255;
  }
  const pixels = new Uint32Array(width * height).fill(colors[transparentIndex ?? 0]!);
  const rows = rowOrder(frame);
  for (let row = 0; row < frame.height; row++) {
    let out = (y + rows[row]!) * width + x;
    for (let i = row * frame.width, end = i + frame.width; i < end; i++) pixels[out++] = colors[indices[i]!]!;
  }
  return { width, height, data: new Uint8ClampedArray(pixels.buffer) };
}

/** The frame's row for each decoded row. */
function rowOrder({ height, interlaced }: GifFrame): readonly number[] {
  const passes = interlaced ? [[0, 8] as const, [4, 8] as const, [2, 4] as const, [1, 2] as const] : [[0, 1] as const];
  return passes.flatMap(([start, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - start) / step)) }, (_, i) => start + i * step),
  );
}

const MAX_CODES = 4096;

/** LZW with codes of growing length, least significant bit first (appendix F). */
function decodeLzw({ width, height, minimumCodeSize, data }: GifFrame): Uint8Array {
  const length = width * height;
  const compressed = data.reduce((sum, block) => sum + block.length, 0);
  // A code has at least two bits and stands for at most 4,096 pixels. Memory is only allocated if there can be enough
  // of them.
  if (length > compressed * 4 * MAX_CODES) throw truncated("gif", `before most of its ${length} pixels`);
  const pixels = new Uint8Array(length);
  const clear = 1 << minimumCodeSize;
  const end = clear + 1;
  const prefix = new Uint16Array(MAX_CODES);
  const suffix = new Uint8Array(MAX_CODES);
  const first = new Uint8Array(MAX_CODES);
  const depth = new Uint16Array(MAX_CODES);
  for (let code = 0; code < clear; code++) {
    suffix[code] = code;
    first[code] = code;
    depth[code] = 1;
  }
  let codeSize = minimumCodeSize + 1;
  let next = clear + 2;
  let previous = -1;
  let filled = 0;
  let bits = 0;
  let bitCount = 0;
  for (const block of data) {
    for (const byte of block) {
      bits |= byte << bitCount;
      bitCount += 8;
      while (bitCount >= codeSize) {
        const code = bits & ((1 << codeSize) - 1);
        bits >>>= codeSize;
        bitCount -= codeSize;
        if (code === clear) {
          codeSize = minimumCodeSize + 1;
          next = clear + 2;
          previous = -1;
          continue;
        }
        if (code === end) throw truncated("gif", `after ${filled} of ${length} pixels`);
        if (code > next || (code === next && previous < 0) || (code >= clear && previous < 0)) {
          throw broken("gif", `pixel ${filled} has a code that was not defined`);
        }
        if (previous >= 0 && next < MAX_CODES) {
          prefix[next] = previous;
          depth[next] = depth[previous]! + 1;
          first[next] = first[previous]!;
          suffix[next] = first[code]!;
          next++;
          if (next === 1 << codeSize && codeSize < 12) codeSize++;
        } else if (code >= next) throw broken("gif", `pixel ${filled} has a code that was not defined`);
        const from = filled;
        let at = filled + depth[code]! - 1;
        filled = Math.min(length, at + 1);
        for (let link = code; at >= from; at--, link = prefix[link]!) if (at < length) pixels[at] = suffix[link]!;
        previous = code;
        if (filled === length) return pixels;
      }
    }
  }
  throw truncated("gif", `after ${filled} of ${length} pixels`);
}
