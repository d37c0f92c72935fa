import { isSpacer } from "../image-kind.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const missing: AltTextRule = {
  id: "missing",
  title: "The image has no text alternative",
  severity: "error",
  decisive: true,
  sources: /* @__PURE__ */ cite(
    "WCAG F65",
    "WCAG H37",
    "WCAG H36",
    "WCAG H24",
    "WCAG H53",
    "ACT 23a2a8",
    "ACT 59796f",
    "ACT 7d6734",
    "ACT 8fc3b6",
    "axe image-alt",
    "axe input-image-alt",
    "axe area-alt",
    "axe object-alt",
    "axe role-img-alt",
    "axe svg-img-alt",
    "WAVE alt_missing",
    "WAVE alt_link_missing",
    "WAVE alt_input_missing",
    "WAVE alt_area_missing",
  ),
  check(image, { control, aloneInControl }) {
    const { element, role, textState } = image;
    if (textState !== "missing" || isSpacer(image)) return undefined;
    // Without a role, an inline drawing isn't an image to assistive technology: without a name, nothing is announced.
    if (element === "svg" && role === undefined && !aloneInControl) return undefined;
    // An area without a target isn't a link, and no one encounters it.
    if (element === "area" && control === undefined) return undefined;
    return {
      message: aloneInControl
        ? `Only this image can say what its ${control} does, and it has no text. People who can't see it hear part of a URL, or nothing.`
        : "This image has no text alternative. People who can't see it don't learn what it shows, or even that it's there.",
      suggestion: aloneInControl
        ? `Say what the ${control} does${element === "svg" || element === "role-img" ? ', in an aria-label with role="img"' : ' in the alt, such as alt="Search"'}.`
        : 'Describe in a few words what it adds to the page. If it adds nothing, write an empty alt="".',
      evidence: "",
    };
  },
};
