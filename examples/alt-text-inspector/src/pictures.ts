import type { ExtractedImage } from "@alt2img/alt-text";

/** Finds something to show for an image: a URL for `src`, or nothing. */
export type FindPicture = (image: ExtractedImage) => string | undefined;

/**
 * Finds a page's pictures: those in the crawl, as `data:` URLs, which a sandboxed frame can show; those embedded in
 * the page itself; and with `network`, those on the web.
 */
export async function findPictures(
  images: readonly ExtractedImage[],
  pictures: ReadonlyMap<string, Blob>,
  network: boolean,
): Promise<FindPicture> {
  const found = new Map<string, string>();
  for (const { url } of images.flatMap(({ candidates }) => candidates)) {
    const blob = pictures.get(url);
    if (blob && !found.has(url)) found.set(url, await dataUrl(blob));
  }
  return ({ candidates }) => {
    for (const { url } of candidates) {
      const picture = found.get(url) ?? (url.startsWith("data:image/") ? url : undefined);
      if (picture) return picture;
    }
    return network ? candidates.find(({ url }) => /^https?:/.test(url))?.url : undefined;
  };
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
