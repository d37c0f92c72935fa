/**
 * A URL from data, if a page may link to it or show it as a picture: of the web, or a picture in a data URL (no SVG, which can
 * hold links). Everything else is `undefined`.
 *
 * @param baseUrl for relative ones; without it they are `undefined`
 */
export function safeUrl(url: string, baseUrl?: string): string | undefined {
  if (!URL.canParse(url, baseUrl)) return undefined;
  const { protocol, href } = new URL(url, baseUrl);
  if (protocol === "http:" || protocol === "https:") return href;
  return /^data:image\/(png|jpeg|gif|webp|avif|bmp)[;,]/i.test(href) ? href : undefined;
}
