import type { InspectedImage } from "./inspect.js";

/** Which readers an image reaches: people who listen to the page, a crawl, both, or none. */
export type ReadBy = "both" | "heard" | "taken" | "neither";

/** What to show of a page: images of one kind, or those with findings. */
export type ImageFilter = "all" | ReadBy | "findings";

export const readByKinds: readonly ReadBy[] = ["both", "heard", "taken", "neither"];

export const imageFilters: readonly ImageFilter[] = ["all", ...readByKinds, "findings"];

export function readBy({ heard, taken }: InspectedImage): ReadBy {
  if (heard.heard) return taken.taken ? "both" : "heard";
  return taken.taken ? "taken" : "neither";
}

export function passes(image: InspectedImage, filter: ImageFilter): boolean {
  if (filter === "all") return true;
  return filter === "findings" ? image.findings.length > 0 : readBy(image) === filter;
}
