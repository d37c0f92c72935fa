/** How the formats of pictures begin. */
const formats: readonly (readonly [type: string, start: string])[] = [
  ["image/png", "\u0089PNG"],
  ["image/jpeg", "\u00ff\u00d8\u00ff"],
  ["image/webp", "RIFF"],
  ["image/gif", "GIF8"],
];

const RASTER = /^data:image\/(?:png|jpeg|gif|webp|avif|bmp)[;,]/i;

/**
 * A row's picture as a `data:` URL: from the file in its column `image`, or as it is in `picture`. Anything else there could make the
 * page fetch something.
 */
export function pictureOfRow(row: Readonly<Record<string, unknown>>): string | undefined {
  const { image, picture } = row;
  if (image instanceof Uint8Array) {
    const start = String.fromCharCode(...image.subarray(0, 4));
    const [type] = formats.find(([, wanted]) => start.startsWith(wanted)) ?? [];
    if (type === undefined) return undefined;
    let bytes = "";
    for (let i = 0; i < image.length; i += 8192) bytes += String.fromCharCode(...image.subarray(i, i + 8192));
    return `data:${type};base64,${btoa(bytes)}`;
  }
  return typeof picture === "string" && RASTER.test(picture) ? picture : undefined;
}
