import { asControl } from "../aria/control-of.js";
import type { ExtractedImage } from "../extracted-image.js";
import { collapse } from "./fold.js";

/** A character that is neither white space nor invisible, as the zero-width space and the soft hyphen are. */
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** Whether only this image says what its control does. */
export function isAloneInControl(image: ExtractedImage): boolean {
  if (asControl(image) !== undefined) return true;
  const { control } = image;
  return control !== undefined && !SEEN.test(control.text) && !SEEN.test(control.label ?? "");
}

/** One pixel, to shift the layout or to count visits. */
export function isSpacer({ element, width, height }: ExtractedImage): boolean {
  return element === "img" && width !== undefined && height !== undefined && width <= 1 && height <= 1;
}

/**
 * The text that was written only for this image: its `alt`, otherwise its name, unless that comes from the page
 * (`aria-labelledby`, a caption).
 */
export function ownText({ alt, name, role }: ExtractedImage): string {
  if (role === "presentation" || role === "none") return "";
  if (alt?.trim()) return collapse(alt);
  const isBorrowed = name?.source === "aria-labelledby" || name?.source === "figcaption";
  return name && !isBorrowed ? collapse(name.text) : "";
}

/**
 * Keys by which two images may show the same picture: the file names in their URLs, without sizes (`-300x200`, `@2x`),
 * query and extension. None for an inline drawing.
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

/** Whether two images may show the same picture, by their `pictureKeys`. If that can't be decided, they may. */
export function maySharePicture(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === 0 || others.length === 0 || keys.some((key) => others.includes(key));
}

/** The file name in the image's URL, without its extension. */
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
