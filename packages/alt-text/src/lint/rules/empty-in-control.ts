import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const emptyInControl: AltTextRule = {
  id: "empty-in-control",
  title: "A link, button or other control contains only an image with an empty alt",
  severity: "error",
  decisive: true,
  sources: /* @__PURE__ */ cite(
    "WCAG F89",
    "WCAG H30",
    "ACT c487ae",
    "ACT 97a4e1",
    "ACT m6b1q3",
    "ACT e086e5",
    "ACT 2t702h",
    "axe link-name",
    "axe button-name",
    "axe summary-name",
    "axe aria-command-name",
    "axe aria-toggle-field-name",
    "axe aria-tab-name",
    "axe aria-treeitem-name",
    "WAVE alt_link_missing",
  ),
  check({ textState, link }, { control, aloneInControl }) {
    if (textState !== "decorative" || !aloneInControl) return undefined;
    return {
      message: `An empty alt says “skip me”, but nothing else names this ${control}. Screen reader users come across a ${control} without a name and have to guess what it does.`,
      suggestion: `Say what the ${control} does in the alt, or add text to the ${control}.`,
      evidence: link?.url ?? "",
    };
  },
};
