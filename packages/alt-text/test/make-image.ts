import type { ExtractedImage } from "../src/extracted-image.js";

/** An `img` as the extractor gives it: what is not said follows from `alt` and `link`. */
export function makeImage(parts: Partial<ExtractedImage> = {}): ExtractedImage {
  const { alt } = parts;
  const name = alt?.trim() ? { text: alt.replace(/\s+/g, " ").trim(), source: "alt" as const } : undefined;
  const { element = "img", link } = parts;
  const control = link === undefined || element === "area" ? undefined : { role: "link" as const, text: link.text };
  const url = "url" in parts ? parts.url : "https://example.org/pictures/4711.jpg";
  return {
    element: "img",
    ...(url === undefined ? {} : { url }),
    candidates: url === undefined ? [] : [{ url, from: "src" }],
    textState: name || parts.name ? "named" : alt === "" ? "decorative" : "missing",
    ...(name ? { name } : {}),
    ...(control ? { control } : {}),
    hidden: false,
    textBefore: "",
    textAfter: "",
    inNoscript: false,
    offset: 0,
    line: 1,
    column: 1,
    ...parts,
  };
}

/** The only content of a link. */
export function makeLinked(alt?: string, url = "https://example.org/shop/index.html"): ExtractedImage {
  return makeImage({ ...(alt === undefined ? {} : { alt }), link: { url, text: "" } });
}
