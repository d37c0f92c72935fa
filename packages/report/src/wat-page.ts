import type { ExtractedImage, Page } from "@alt2img/alt-text";
import type { WatImage, WatPage } from "@alt2img/crawl";

/** A page as far as a WAT describes it: its `img` elements without their places and surroundings. */
export function pageOfWat({ url, baseUrl, language, title, metas, images }: WatPage): Page {
  return {
    url,
    baseUrl,
    ...(language === undefined ? {} : { language }),
    ...(title === undefined ? {} : { title }),
    metas: metas.map(({ name, property, "http-equiv": httpEquiv, content = "" }) => ({
      name: (name ?? property ?? httpEquiv ?? "").toLowerCase(),
      content,
    })),
    links: [],
    images: images.map(imageOfWat),
  };
}

/** The only name that such an image can have is its `alt` or `title`. */
function imageOfWat({ url, path, alt, title }: WatImage): ExtractedImage {
  const [text, source] = alt === undefined ? [title?.trim(), "title" as const] : [alt.trim(), "alt" as const];
  return {
    element: "img",
    candidates: url === undefined ? [] : [{ url, from: path.replace(/^.*@\//, "") }],
    textState: text ? "named" : alt === "" ? "decorative" : "missing",
    hidden: false,
    textBefore: "",
    textAfter: "",
    inNoscript: false,
    offset: 0,
    line: 0,
    column: 0,
    ...(url === undefined ? {} : { url }),
    ...(alt === undefined ? {} : { alt }),
    ...(title === undefined ? {} : { title }),
    ...(text ? { name: { text, source } } : {}),
  };
}
