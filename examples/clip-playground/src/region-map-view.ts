import type { RegionMap } from "@alt2img/clip";
import { h } from "@alt2img/example-shared/element";
import { signed } from "./matrix.js";

type RegionMapOptions = {
  readonly title: string;
  /** What it shows, and how to read it. */
  readonly caption: string;
  readonly map: RegionMap;
  /** The number that has the full colour if all are smaller: next to nothing must not look like much. */
  readonly faintest: number;
  readonly digits: number;
  readonly pictureUrl: string;
  readonly pictureName: string;
};

/** A map over the picture as the model sees it: the square in its middle. The numbers are below it, for those who can't see it. */
export function regionMapView({
  title,
  caption,
  map,
  faintest,
  digits,
  pictureUrl,
  pictureName,
}: RegionMapOptions): HTMLElement {
  const { columns, rows, values } = map;
  const largest = Math.max(...values.map(Math.abs), faintest);
  const cells = values.map((value) => {
    const cell = h("span", { class: value < 0 ? "minus" : "plus" });
    cell.style.setProperty("--strength", `${Math.round((100 * Math.abs(value)) / largest)}%`);
    return cell;
  });
  const grid = h("div", { class: "cells", "aria-hidden": "true" }, ...cells);
  grid.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
  const highest = values.indexOf(Math.max(...values));
  const place = `row ${Math.floor(highest / columns) + 1}, column ${(highest % columns) + 1}`;
  return h(
    "figure",
    { class: "region-map" },
    h("h4", {}, title),
    h(
      "div",
      { class: "maps" },
      h("img", { src: pictureUrl, alt: `${pictureName}, as the model sees it` }),
      h("div", { class: "over" }, h("img", { src: pictureUrl, alt: "" }), grid),
    ),
    h(
      "figcaption",
      {},
      `${caption} The strongest: ${signed(values[highest]!, digits)} in ${place} of ${rows} × ${columns}.`,
    ),
    h(
      "details",
      {},
      h("summary", {}, "The map as numbers"),
      h(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": `${title}, as numbers` },
        h(
          "table",
          { class: "numbers" },
          h("caption", { class: "visually-hidden" }, title),
          h(
            "thead",
            {},
            h("tr", {}, h("td", {}), ...times(columns, (column) => h("th", { scope: "col" }, `${column + 1}`))),
          ),
          h(
            "tbody",
            {},
            ...times(rows, (row) =>
              h(
                "tr",
                {},
                h("th", { scope: "row" }, `${row + 1}`),
                ...times(columns, (column) => h("td", {}, signed(values[row * columns + column]!, digits))),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
