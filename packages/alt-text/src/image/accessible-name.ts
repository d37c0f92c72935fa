import type { TextSource } from "@alt2img/core";
import type { ImageElement, TextState } from "../extracted-image.js";
import { collapseSpace } from "../html/white-space.js";

/** What may name an image, as the page has it; `undefined` where it has nothing. */
export type NameSources = {
  element: ImageElement;
  role: string | undefined;
  /** The texts of the elements that `aria-labelledby` refers to. */
  labelledBy: string | undefined;
  ariaLabel: string | undefined;
  alt: string | undefined;
  title: string | undefined;
  value: string | undefined;
  svgTitle: string | undefined;
  /** Whether something forbids `role=none`: the element can be focused, or has a global ARIA attribute. */
  presentationalConflict: boolean;
};

export type ImageName = { textState: TextState; name?: { text: string; source: TextSource } };

/**
 * The accessible name of an image and which of the three states that means.
 * @see https://www.w3.org/TR/accname-1.2/#computation-steps
 * @see https://www.w3.org/TR/html-aam-1.0/#accessible-name-and-description-computation
 * @see https://www.w3.org/TR/svg-aam-1.0/#mapping_additional_nd
 */
export function imageName(sources: NameSources): ImageName {
  const { element, role, alt, presentationalConflict } = sources;
  const presentational = role === "none" || role === "presentation";
  if (presentational && !presentationalConflict) return { textState: "decorative" };
  for (const [source, text] of inTurn(sources)) {
    const collapsed = text === undefined ? "" : collapseSpace(text);
    if (collapsed !== "") return { textState: "named", name: { text: collapsed, source } };
  }
  // Only for `img` does an empty alternative say that there is nothing to say, and not against an explicit role.
  const saysNothing = element === "img" && alt === "" && !presentationalConflict && (!role || presentational);
  return { textState: saysNothing ? "decorative" : "missing" };
}

function inTurn(sources: NameSources): [TextSource, string | undefined][] {
  const { element, labelledBy, ariaLabel, alt, title, value, svgTitle } = sources;
  const all: [TextSource, string | undefined][] = [
    ["aria-labelledby", labelledBy],
    ["aria-label", ariaLabel],
  ];
  if (element === "svg" || element === "role-img") all.push(["svg-title", svgTitle]);
  else if (element === "input") all.push(["alt", alt], ["value", value]);
  else if (element === "img" || element === "area") all.push(["alt", alt]);
  // An `alt` is the last word where there is one, even an empty one; only a button looks on.
  const altDecides =
    alt !== undefined && (element === "img" || element === "area" || (element === "input" && alt !== ""));
  if (!altDecides) all.push(["title", title]);
  return all;
}
