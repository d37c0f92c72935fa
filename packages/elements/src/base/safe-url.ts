/**
 * A URL from data, if a page may link to it or show it as a picture: of the web, or a picture in a data URL (no SVG, which can
 * hold links). Everything else is `undefined`.
 *
 * @param baseUrl for relative ones; without it they are `undefined`
 */
export function safeUrl(url: string, baseUrl?: string): string | undefined {
  const parsed = parse(url, baseUrl);
  if (parsed === undefined) return undefined;
  const { protocol, href } = parsed;
  return protocol === "http:" || protocol === "https:" || RASTER.test(href) ? href : undefined;
}

/** As `safeUrl`, only for the `src` of an `img`, where SVG runs nothing and links nowhere, and blobs are the page's own. */
export function pictureUrl(url: string, baseUrl?: string): string | undefined {
  const href = parse(url, baseUrl)?.href ?? "";
  return safeUrl(url, baseUrl) ?? (/^blob:|^data:image\//i.test(href) ? href : undefined);
}

const RASTER = /^data:image\/(png|jpeg|gif|webp|avif|bmp)[;,]/i;

const parse = (url: string, baseUrl?: string): URL | undefined =>
  URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined;
