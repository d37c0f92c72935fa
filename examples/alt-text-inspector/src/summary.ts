import { h } from "@alt2img/example-shared/element";
import type { InspectedImage, Inspection } from "./inspect.js";

/** The filters for the images. */
export const filters: readonly { id: string; label: string; keeps: (image: InspectedImage) => boolean }[] = [
  { id: "all", label: "all", keeps: () => true },
  { id: "both", label: "heard and taken", keeps: ({ heard, taken }) => heard.heard && taken.taken },
  { id: "heard", label: "only heard", keeps: ({ heard, taken }) => heard.heard && !taken.taken },
  { id: "taken", label: "only taken", keeps: ({ heard, taken }) => !heard.heard && taken.taken },
  { id: "neither", label: "neither", keeps: ({ heard, taken }) => !heard.heard && !taken.taken },
  { id: "findings", label: "with findings", keeps: ({ findings }) => findings.length > 0 },
];

/** One bar: how many images reach both readers, one of them, or none. */
export function tally(images: readonly InspectedImage[]): HTMLElement {
  const parts = filters.slice(1, 5).map(({ id, label, keeps }) => ({ id, label, count: images.filter(keeps).length }));
  return h(
    "figure",
    { class: "tally" },
    h(
      "div",
      { class: "bar", "aria-hidden": "true" },
      ...parts
        .filter(({ count }) => count > 0)
        .map(({ id, count }) => h("span", { class: id, style: `flex-grow:${count}` })),
    ),
    h("figcaption", {}, ...parts.map(({ id, label, count }) => h("span", { class: `key ${id}` }, `${count} ${label}`))),
  );
}

const DIRECTIVES = {
  noai: "asks not to be used for AI",
  noimageai: "asks that its images not be used for AI",
  noindex: "asks not to appear in search results",
  noimageindex: "asks that its images not appear in search results",
} as const;

/** What the page says about its use, or nothing. */
export function optOutBanner({ optOut }: Inspection): HTMLElement | "" {
  const { tdmReservation, tdmPolicy, licenses } = optOut;
  const items = Object.entries(DIRECTIVES).flatMap(([name, says]) => {
    const rules = optOut[name as keyof typeof DIRECTIVES];
    if (rules.length === 0) return [];
    const agents = [...new Set(rules.map(({ agent }) => (agent === "*" ? "all robots" : agent)))].join(", ");
    return [h("li", {}, h("code", {}, name), ` – the page ${says} (${agents}; said in the ${rules[0]!.from})`)];
  });
  if (tdmReservation) {
    const says = tdmReservation.reserved ? "reserves" : "does not reserve";
    items.push(h("li", {}, h("code", {}, "tdm-reservation"), ` – the page ${says} text and data mining`));
  }
  if (tdmPolicy) items.push(h("li", {}, "Conditions for mining: ", h("code", {}, tdmPolicy.url)));
  for (const { value } of licenses) items.push(h("li", {}, "Licence: ", h("code", {}, value)));
  if (items.length === 0) return "";
  return h(
    "section",
    { class: "opt-out", "aria-labelledby": "opt-out-title" },
    h("h2", { id: "opt-out-title" }, "What the page says about its use"),
    h("ul", {}, ...items),
    h("p", { class: "why" }, "LAION's crawls did not look for any of this."),
  );
}
