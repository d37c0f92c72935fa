import type { PairRule } from "../../rules/pair-rule.js";

/** Only what is known to be something else counts: `/photo.large` and `/v1.0` may well be images. */
const OTHER_EXTENSIONS: ReadonlySet<string> = new Set([
  ...["html", "htm", "xhtml", "css", "js", "mjs", "json", "xml", "rss", "txt", "md", "pdf", "epub", "doc", "docx"],
  ...["mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "swf"],
  ...["zip", "gz", "rar", "7z", "exe", "woff", "woff2", "ttf", "eot", "map"],
]);

/**
 * Leaves out addresses whose path ends like the name of something that isn't an image, such as `.html` or `.mp4`. An
 * address without an extension stays, since many servers have such addresses for images.
 */
export function imageAddress(): PairRule {
  return {
    name: "address not like an image",
    keep({ imageUrl }) {
      const extension = /\.([a-z][a-z0-9]{1,4})$/i.exec(pathOf(imageUrl))?.[1]?.toLowerCase();
      return extension === undefined || !OTHER_EXTENSIONS.has(extension);
    },
  };
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/^[a-z]+:\/\/[^/]*/i, "");
}
