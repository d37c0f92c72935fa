import { safeUrl } from "../base/safe-url.js";
import type { NamedPicture } from "./named-picture.js";

/** Gives the URLs that show pictures, and keeps those of files until `revoke`. */
export type PictureUrls = {
  /** `undefined` if the picture's address is one that a page mustn't show. */
  readonly of: (picture: NamedPicture, baseUrl: string) => string | undefined;
  /** Gives up the URLs of all pictures but these. */
  readonly keep: (pictures: readonly NamedPicture[]) => void;
};

export function pictureUrls(): PictureUrls {
  const made = new Map<Blob, string>();
  return {
    of({ source }, baseUrl) {
      if (typeof source === "string") return safeUrl(source, baseUrl);
      const url = made.get(source) ?? URL.createObjectURL(source);
      made.set(source, url);
      return url;
    },
    keep(pictures) {
      const kept = new Set(pictures.map(({ source }) => source));
      for (const [file, url] of made) {
        if (kept.has(file)) continue;
        URL.revokeObjectURL(url);
        made.delete(file);
      }
    },
  };
}
