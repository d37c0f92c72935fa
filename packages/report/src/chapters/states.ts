import type { TextState } from "@alt2img/alt-text";
import type { Chapter } from "../chapter.js";
import { stack } from "../chart/stack.js";
import { html } from "../html.js";
import { isMetadata } from "../reading.js";

/** How many images are in each state. */
export type StatesTally = Record<TextState | "unmet", number>;

/** How many images are named, decorative or without a text. */
export const statesChapter: Chapter<StatesTally> = {
  title: "Three states",
  start: () => ({ named: 0, decorative: 0, missing: 0, unmet: 0 }),
  meet(counts, { images }) {
    for (const { image } of images) {
      // Nobody misses a text where nobody meets the image.
      const isUnmet = image.hidden || isMetadata(image);
      counts[image.textState === "missing" && isUnmet ? "unmet" : image.textState]++;
    }
  },
  render: (counts, { reading }) =>
    reading.counts.images === 0
      ? undefined
      : html`<p>An image can have a name, be marked as decoration (<code>alt=""</code>), or have nothing at all. The last two are not
the same: decoration is a decision, nothing is a gap.</p>
${stack(
  "Images by state",
  [
    { label: "named", value: counts.named, tone: "named" },
    { label: "decorative", value: counts.decorative, tone: "decorative" },
    { label: "missing", value: counts.missing, tone: "missing" },
    ...(counts.unmet > 0
      ? [{ label: "hidden or in metadata, without a text", value: counts.unmet, tone: "neither" }]
      : []),
  ],
  { unit: "images" },
)}`,
};
