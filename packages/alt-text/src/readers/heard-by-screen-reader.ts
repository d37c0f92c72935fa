import type { ExtractedImage } from "../extracted-image.js";

/** What people who listen to the page learn of an image. */
export type ScreenReaderReading = {
  heard: boolean;
  /** What they hear, with the role first: `"graphic, red apple"`. Left out when they hear nothing. */
  speech?: string;
  /** Why, in a sentence. */
  reason: string;
};

/**
 * What a screen reader says of an image: NVDA reading a page down in browse mode, with English role names. JAWS and
 * VoiceOver differ in the words and their order ("image" for "graphic"), and in what they make of a missing name:
 * JAWS prefers the image's file name to the link's address, VoiceOver says "image" even outside a link.
 *
 * @see HTML-AAM 1.0, accessible names of `img`, `input`, `area`: https://www.w3.org/TR/html-aam-1.0/
 * @see NVDA, nvdaHelper/vbufBackends/gecko_ia2 and nvdaHelper/vbufBase/utils.cpp: https://github.com/nvaccess/nvda
 */
export function heardByScreenReader(image: ExtractedImage): ScreenReaderReading {
  const { element, name, link, button } = image;
  if (element === "meta" || element === "json-ld") return silence("It's only in the page's metadata.");
  if (element === "video") return silence("A poster has no text: screen readers announce the player, not its picture.");
  if (image.hidden) return silence("The page hides it from assistive technology.");
  if (image.inNoscript) return silence("It only exists where scripts are turned off.");

  const control = element === "input" || button ? "button" : link ? "link" : undefined;
  // A button's content, and an area, are not announced as graphics of their own.
  const graphic =
    control === undefined ? "graphic" : control === "button" || element === "area" ? control : "link, graphic";
  if (name) return speech(`${graphic}, ${name.text}`, `Its name comes from ${name.source}.`);
  if (element === "input") return speech("button, Submit Query", "It has no name, so the browser supplies one.");

  const { text = "", label } = button ?? link ?? {};
  if (control !== undefined && text === "" && label)
    return speech(`${control}, ${label}`, `The ${control} has a label.`);
  if (control !== undefined && text === "") {
    const fallback = nameFromUrl(link?.url ?? image.url ?? "");
    const role = image.textState === "decorative" ? control : graphic;
    return fallback
      ? speech(`${role}, ${fallback}`, `Nothing names the ${control}, so part of a URL is read out instead.`)
      : speech(role, `Nothing names the ${control}.`);
  }
  return image.textState === "decorative"
    ? silence("The author marked it as decorative.")
    : silence("It has no text: NVDA and JAWS skip it, and VoiceOver only says “image”.");
}

function silence(reason: string): ScreenReaderReading {
  return { heard: false, reason };
}

function speech(text: string, reason: string): ScreenReaderReading {
  return { heard: true, speech: text, reason };
}

/** The last part of a path without its extension, then query and fragment, as NVDA's `getNameForURL`. */
function nameFromUrl(url: string): string {
  if (/^data:image\//i.test(url)) return "";
  const [, scheme, path = "", rest = ""] = /^(?:([a-z][a-z\d+.-]*):)?([^?#]*)(.*)$/is.exec(url) ?? [];
  if (scheme && !path.startsWith("//")) return path + rest;
  const parts = path.split("/").filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  const isFile = !path.endsWith("/") && !(scheme && parts.length === 1);
  return (isFile ? last.replace(/\.[^.]*$/, "") : last) + rest.replace(/[?#]/g, " ");
}
