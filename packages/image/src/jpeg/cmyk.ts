/**
 * Four inks, as Adobe's programs store them (255 means without ink), to RGBA in place: what Pillow makes of every JPEG of four
 * channels, with an Adobe marker or without one, by `convert("RGB")`. No profile is applied.
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
