import type { TextSource } from "@alt2img/core";
import { isPresentational } from "../aria/role.js";
import type { ImageElement, TextState } from "../extracted-image.js";
import { collapseSpace } from "../html/white-space.js";

/** What may name an image, as in the page; `undefined` if there is nothing. */
export type NameSources = {
  element: ImageElement;
  /** The role that counts; also `undefined` if it is a `none` that doesn't. */
  role: string | undefined;
  /** The texts of the elements that `aria-labelledby` refers to. */
  labelledBy: string | undefined;
  ariaLabel: string | undefined;
  /** The text of the `label` elements of an image button. */
  label: string | undefined;
  alt: string | undefined;
  title: string | undefined;
  value: string | undefined;
  svgTitle: string | undefined;
  /** Whether something keeps it from being presentational: it can be focused, or has a global ARIA attribute. */
  presentationalConflict: boolean;
};

export type ImageName = { textState: TextState; name?: { text: string; source: TextSource } | undefined };

/**
 * The accessible name of an image and its state.
 * @see https://www.w3.org/TR/accname-1.2/#computation-steps
 * @see https://www.w3.org/TR/html-aam-1.0/#accessible-name-and-description-computation
 * @see https://www.w3.org/TR/svg-aam-1.0/#mapping_additional_nd
 */
export function imageName(sources: NameSources): ImageName {
  const { element, role, alt, presentationalConflict } = sources;
  if (isPresentational(role)) return { textState: "decorative" };
  const name =
    nameFrom("aria-labelledby", sources.labelledBy) ?? nameFrom("aria-label", sources.ariaLabel) ?? ownName(sources);
  if (name !== undefined) return { textState: "named", name };
  // Only on an `img` does an empty alternative mean that there is nothing to say, and not if it has an explicit role.
  const saysNothing = element === "img" && alt === "" && !presentationalConflict && role === undefined;
  return { textState: saysNothing ? "decorative" : "missing" };
}

function ownName({ element, label, alt, title, value, svgTitle }: NameSources): ImageName["name"] {
  if (element === "svg" || element === "role-img") return nameFrom("svg-title", svgTitle) ?? nameFrom("title", title);
  if (element === "input") {
    const name = nameFrom("label", label) ?? nameFrom("alt", alt) ?? nameFrom("value", value);
    // A button skips an alternative that is empty, but not one that is blank.
    return name ?? (alt ? undefined : nameFrom("title", title));
  }
  // If there is an `alt`, even an empty one, it decides.
  if ((element === "img" || element === "area") && alt !== undefined) return nameFrom("alt", alt);
  return nameFrom("title", title);
}

function nameFrom(source: TextSource, text: string | undefined): ImageName["name"] {
  const collapsed = text === undefined ? "" : collapseSpace(text);
  return collapsed === "" ? undefined : { text: collapsed, source };
}
