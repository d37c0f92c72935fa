import type { TextState } from "@alt2img/alt-text";
import type { Chapter } from "../chapter.js";
import { stack } from "../chart/stack.js";
import { html } from "../html.js";
import { isMetadata } from "../reading.js";

/** How many images are in each state. */
export type StatesTally = Record<TextState | "unmet", number>;

/** How many images have a name, are marked as decorative, or have no text. */
export const statesChapter: Chapter<StatesTally> = {
  title: "Three states",
  start: () => ({ named: 0, decorative: 0, missing: 0, unmet: 0 }),
  meet(counts, { images }) {
    for (const { image } of images) {
      // No one misses the text of an image that no one encounters.
      const isUnmet = image.hidden || isMetadata(image);
      counts[image.textState === "missing" && isUnmet ? "unmet" : image.textState]++;
    }
  },
  render: (counts, { reading }) =>
    reading.counts.images === 0
      ? undefined
      : html`<p>An image can have a name, be marked as decorative (<code>alt=""</code>), or have no text at all. The last two are not
the same: decorative is a decision, missing is a gap.</p>
${stack(
  "Images by state",
  [
    { label: "named", value: counts.named, tone: "named" },
    { label: "decorative", value: counts.decorative, tone: "decorative" },
    { label: "missing", value: counts.missing, tone: "missing" },
    ...(counts.unmet > 0
      ? [{ label: "no text, but hidden or in metadata", value: counts.unmet, tone: "neither" }]
      : []),
  ],
  { unit: "images" },
)}`,
};
