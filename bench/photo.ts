import type { resize } from "@alt2img/image";

type RasterImage = Parameters<typeof resize>[0];

/** Waves of many lengths and some noise: as hard to compress as photographs are. */
export function photo(seed: number, width: number, height: number): RasterImage {
  const data = new Uint8ClampedArray(4 * width * height);
  let noise = seed + 1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let value = 120;
        for (let octave = 0; octave < 7; octave++) {
          const scale = 2 ** octave / 90;
          const phase = seed + 3 * octave + channel * (octave > 2 ? 0.1 : 0.6);
          value += (52 / 1.5 ** octave) * Math.sin(x * scale + phase + Math.cos(y * scale * 0.8 + seed));
        }
        noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
        data[at++] = value + (noise >>> 29) - 4;
      }
      data[at++] = 255;
    }
  }
  return { width, height, data };
}
