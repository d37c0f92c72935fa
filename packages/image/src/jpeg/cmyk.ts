/**
 * Converts CMYK, as Adobe's programs store it (255 means no ink), to RGBA in place, as Pillow's `convert("RGB")` does
 * for every JPEG of four channels, with or without an Adobe marker. No profile is applied.
 *
 * @see https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Convert.c (`cmyk2rgb`)
 */
export function inksToRgba(data: Uint8ClampedArray): void {
  for (let i = 0; i < data.length; i += 4) {
    const light = data[i + 3]!;
    for (let channel = i; channel < i + 3; channel++) {
      const product = (255 - data[channel]!) * light + 128;
      data[channel] = light - (((product >> 8) + product) >> 8);
    }
    data[i + 3] = 255;
  }
}
