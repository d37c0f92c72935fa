/** First bytes of the image formats that browsers show, from https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern */
const SIGNATURES: readonly (readonly [mimeType: string, pattern: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF.{4}WEBP/s],
  ["image/avif", /^.{4}ftyp(avif|avis)/s],
  ["image/bmp", /^BM/],
  ["image/x-icon", /^\0\0[\x01\x02]\0/],
  [
    "image/svg+xml",
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/is,
  ],
];

/** The type of a picture by its first bytes, because servers often declare a wrong one; `undefined` if it isn't a picture. */
export function imageMimeType(bytes: Uint8Array): string | undefined {
  // One character for each byte; the "latin1" of TextDecoder is windows-1252.
  const head = String.fromCharCode(...bytes.subarray(0, 2048));
  return SIGNATURES.find(([, pattern]) => pattern.test(head))?.[0];
}
