import { asControl } from "../aria/control-of.js";
import { controlNoun, exposesContent, spokenRole } from "../aria/control-role.js";
import type { ExtractedImage, SurroundingControl } from "../extracted-image.js";

/** What people who listen to the page learn about an image. */
export type ScreenReaderReading = {
  heard: boolean;
  /** What they hear, with the role first: `"graphic, red apple"`. Left out when they hear nothing. */
  speech?: string;
  /** Why, in a sentence. */
  reason: string;
};

/**
 * What a screen reader says about an image: NVDA reading down a page in browse mode, with English role names, without
 * states such as “not checked”. JAWS and VoiceOver use other words in another order ("image" for "graphic"), and
 * treat a missing name differently: JAWS prefers the image's file name to the link's URL, VoiceOver says "image" even
 * outside a link.
 *
 * @see HTML-AAM 1.0, accessible names of `img`, `input`, `area`: https://www.w3.org/TR/html-aam-1.0/
 * @see NVDA, nvdaHelper/vbufBackends/gecko_ia2 and nvdaHelper/vbufBase/utils.cpp: https://github.com/nvaccess/nvda
 */
export function heardByScreenReader(image: ExtractedImage): ScreenReaderReading {
  const { element, name, control } = image;
  if (element === "meta" || element === "json-ld") return silence("It's only in the page's metadata.");
  if (element === "video") return silence("A poster has no text: screen readers announce the player, not its picture.");
  if (image.hidden) return silence("The page hides it from assistive technology.");
  if (image.inNoscript) return silence("It only exists where scripts are turned off.");

  const itself = asControl(image);
  if (itself !== undefined) {
    const role = spokenRole(itself);
    if (name) return speech(`${role}, ${name.text}`, `Its name comes from ${name.source}.`);
    if (element === "input") return speech("button, Submit Query", "It has no name, so the browser supplies one.");
    return nameless(role, itself === "link" ? image.link?.url : undefined, `the ${controlNoun(itself)}`);
  }
  if (control !== undefined) {
    const found = heardOfControl(image, control);
    if (found !== undefined) return found;
  }
  if (name) return speech(`graphic, ${name.text}`, `Its name comes from ${name.source}.`);
  return image.textState === "decorative"
    ? silence("The author marked it as decorative.")
    : silence("It has no text: NVDA and JAWS skip it, and VoiceOver only says “image”.");
}

/** What is heard for an image with the control around it; `undefined` if the control's text is enough without it. */
function heardOfControl(image: ExtractedImage, control: SurroundingControl): ScreenReaderReading | undefined {
  const { name } = image;
  const { text, label } = control;
  const role = spokenRole(control.role);
  const noun = controlNoun(control.role);
  if (label && control.overridesContent) {
    return speech(`${role}, ${label}`, `The ${noun} has a label, which is heard instead of its content.`);
  }
  const graphic = exposesContent(control.role) ? `${role}, graphic` : role;
  if (name) return speech(`${graphic}, ${name.text}`, `Its name comes from ${name.source}.`);
  if (text !== "") return undefined;
  if (label) return speech(`${role}, ${label}`, `The ${noun} has a label.`);
  const url = (control.role === "link" ? image.link?.url : undefined) ?? image.url;
  return nameless(image.textState === "decorative" ? role : graphic, url, `the ${noun}`);
}

function nameless(role: string, url: string | undefined, control: string): ScreenReaderReading {
  const fallback = nameFromUrl(url ?? "");
  return fallback
    ? speech(`${role}, ${fallback}`, `Nothing names ${control}, so part of a URL is read out instead.`)
    : speech(role, `Nothing names ${control}.`);
}

function silence(reason: string): ScreenReaderReading {
  return { heard: false, reason };
}

function speech(text: string, reason: string): ScreenReaderReading {
  return { heard: true, speech: text, reason };
}

/** The last part of a path without its extension, then query and fragment, as in NVDA's `getNameForURL`. */
function nameFromUrl(url: string): string {
  if (/^data:image\//i.test(url)) return "";
  const [, scheme, path = "", rest = ""] = /^(?:([a-z][a-z\d+.-]*):)?([^?#]*)(.*)$/is.exec(url) ?? [];
  if (scheme && !path.startsWith("//")) return path + rest;
  const parts = path.split("/").filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  const isFile = !path.endsWith("/") && !(scheme && parts.length === 1);
  return (isFile ? last.replace(/\.[^.]*$/, "") : last) + rest.replace(/[?#]/g, " ");
}
