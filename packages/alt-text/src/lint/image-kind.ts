import type { ExtractedImage } from "../extracted-image.js";
import { collapse } from "./fold.js";

/** The link or button that the image sits in, or is itself. */
export function controlOf({ element, link, button }: ExtractedImage): "link" | "button" | undefined {
  if (element === "area") return "link";
  return element === "input" || button ? "button" : link && "link";
}

/** Whether a link or button has nothing but this image to say what it does. */
export function isAloneInControl(image: ExtractedImage): boolean {
  return controlOf(image) !== undefined && !(image.button ?? image.link)?.text.trim();
}

/** One pixel, to shift the layout or to count visits. */
export function isSpacer({ element, width, height }: ExtractedImage): boolean {
  return element === "img" && width !== undefined && height !== undefined && width <= 1 && height <= 1;
}

/**
 * The text that somebody wrote for this image alone: its `alt`, otherwise its name, unless that is borrowed from the
 * page (`aria-labelledby`, a caption, content).
 */
export function ownText({ alt, name, role }: ExtractedImage): string {
  if (role === "presentation" || role === "none") return "";
  if (alt?.trim()) return collapse(alt);
  const isBorrowed = name?.source === "aria-labelledby" || name?.source === "figcaption" || name?.source === "content";
  return name && !isBorrowed ? collapse(name.text) : "";
}

/**
 * What makes two addresses the same picture: the file's name without query, size (`-300x200`, `@2x`) and extension.
 */
export function pictureKey({ url }: ExtractedImage): string | undefined {
  if (url === undefined || url.startsWith("data:")) return url;
  const file =
    url
      .replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) ?? "";
  return (
    file
      .toLowerCase()
      .replace(/\.\w+$/, "")
      .replace(/([-_]\d+x\d+|@\d+x|[-_](small|medium|large|thumb|mobile|desktop))+$/, "") || url
  );
}

/** The file's name in the image's address, without its extension. */
export function fileName({ url }: ExtractedImage): string {
  if (url === undefined || url.startsWith("data:")) return "";
  const file =
    url
      .replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) ?? "";
  return safeDecode(file).replace(/\.\w+$/, "");
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray "%" is part of the name then
  }
}
