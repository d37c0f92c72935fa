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
    // Without a role, an inline drawing is not an image to assistive technology: nothing is announced without a name.
    if (element === "svg" && role === undefined && !aloneInControl) return undefined;
    // An area without an address is not a link and is not met.
    if (element === "area" && control === undefined) return undefined;
    return {
      message: aloneInControl
        ? `Only this image could say what its ${control} does, and it has no text. Who cannot see it hears a piece of an address, or nothing.`
        : "This image has no text alternative. Who cannot see it does not learn what it shows, perhaps not even that it is there.",
      suggestion: aloneInControl
        ? `Say what the ${control} does${element === "svg" || element === "role-img" ? ', in an aria-label with role="img"' : ' in the alt, such as alt="Search"'}.`
        : 'Describe in a few words what it adds to the page; if it adds nothing, say so with an empty alt="".',
      evidence: "",
    };
  },
};
