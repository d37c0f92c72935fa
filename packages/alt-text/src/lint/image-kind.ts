import { asControl } from "../aria/control-of.js";
import type { ExtractedImage } from "../extracted-image.js";
import { collapse } from "./fold.js";

/** Whether a control has nothing but this image to say what it does. */
export function isAloneInControl(image: ExtractedImage): boolean {
  if (asControl(image) !== undefined) return true;
  const { control } = image;
  return control !== undefined && !control.text.trim() && !control.label;
}

/** One pixel, to shift the layout or to count visits. */
export function isSpacer({ element, width, height }: ExtractedImage): boolean {
  return element === "img" && width !== undefined && height !== undefined && width <= 1 && height <= 1;
}

/**
 * The text that somebody wrote for this image alone: its `alt`, otherwise its name, unless that is borrowed from the
 * page (`aria-labelledby`, a caption).
 */
export function ownText({ alt, name, role }: ExtractedImage): string {
  if (role === "presentation" || role === "none") return "";
  if (alt?.trim()) return collapse(alt);
  const isBorrowed = name?.source === "aria-labelledby" || name?.source === "figcaption";
  return name && !isBorrowed ? collapse(name.text) : "";
}

/**
 * By what two images may show the same picture: the file names in their addresses, sizes (`-300x200`, `@2x`), query and
 * extension aside. Nothing for an inline drawing.
 */
export function pictureKeys({ candidates }: ExtractedImage): string[] {
  const keys = candidates.flatMap(({ url }) => {
    if (url.startsWith("data:")) return [];
    const path = url.replace(/[?#].*$/s, "");
    const name = path
      .slice(-200)
      .toLowerCase()
      .replace(/^.*\//s, "")
      .replace(/\.\w+$/, "");
    const stem = name.replace(/([-_]\d+x\d+|@\d+x|[-_](small|medium|large|thumb|mobile|desktop))+$/, "");
    return /[^\dx]/.test(stem) ? stem : path;
  });
  return [...new Set(keys)];
}

/** Whether two images may show the same picture, by their `pictureKeys`. Where nothing tells, they may. */
export function maySharePicture(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === 0 || others.length === 0 || keys.some((key) => others.includes(key));
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
