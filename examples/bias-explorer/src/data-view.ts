import type { Origins } from "@alt2img/bias/attribution";
import { counted, h } from "@alt2img/example-shared/element";
import { percent, percentWithin } from "./percent.js";
import { pictureOfFile } from "./show-picture.js";
import { table } from "./table.js";
import type { CaptionMass } from "./worker/protocol.js";
import { modelTitles } from "./world.js";

/** Fewer pictures are hardly a sample. */
const FEW = 20;

/** What the data of both models have with a bare name. */
export function dataView(profession: string, [even, skewed]: readonly [CaptionMass, CaptionMass]): HTMLElement {
  const rows = [
    { title: modelTitles.tiny, data: even },
    { title: modelTitles.twin, data: skewed },
  ];
  const label = `What the data have with “${profession}”`;
  const caption = "Whose drawings have this caption, by the drawings’ own names, in shares of its weight";
  return h(
    "div",
    { class: "of-data" },
    h("h3", {}, "“", h("bdi", {}, profession), "”"),
    table(
      { label, caption },
      ["Data of", "named after a woman", "named after a man", "neither", "drawings"],
      rows.map(({ title, data: { women, men, count } }) => ({
        head: title,
        cells: [...[women, men, Math.max(0, 1 - women - men)].map(percent), String(count)],
      })),
    ),
    ...rows.map(({ title, data: { drawings } }) =>
      h(
        "div",
        {},
        h(
          "p",
          { class: "strip-title" },
          `Data of the ${title}: ${counted(drawings.length, "drawing")}, each for an equal part of the weight`,
        ),
        h(
          "ol",
          { class: "strip", "aria-label": `Data of the ${title}` },
          ...drawings.map(({ name, file, author, license }) => {
            const image = pictureOfFile(file, name);
            image.title = `${name}; ${author}, ${license}`;
            return h("li", {}, image);
          }),
        ),
      ),
    ),
  );
}

export function originsHeading(): HTMLElement {
  return h(
    "div",
    {},
    h("h3", {}, "The captions behind the pictures"),
    h(
      "p",
      {},
      "Each picture stands for the five training drawings that are most similar to it, and each drawing for its captions, by their weights. Which captions do the pictures of a column come down to, and those of the other one by the same count? Similar isn’t caused by; that the two models differ is, since only their data do.",
    ),
  );
}

/** The captions of the drawings nearest to a column's pictures. */
export function originsView(title: string, { captions, n }: Origins): HTMLElement {
  return h(
    "div",
    {},
    table(
      { label: title, caption: `${title}. In brackets: 95 % intervals, over the pictures` },
      ["Caption", "this column", "the other column", "pictures"],
      captions.map(({ name, share, interval, otherShare, outputs }) => ({
        head: h("bdi", {}, `“${name}”`),
        cells: [
          interval === undefined ? percent(share) : percentWithin(share, interval),
          percent(otherShare),
          String(outputs),
        ],
      })),
    ),
    n.with < FEW && h("p", { class: "soft" }, `${counted(n.with, "picture")} can’t say much. Draw ${FEW} or more.`),
  );
}
