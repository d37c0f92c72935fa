import type { GroupLoss } from "@alt2img/dataset/funnel";
import { counted, h } from "@alt2img/example-shared/element";

/** A table beyond this isn't read. */
const SHOWN = 15;

type LossesOptions = {
  /** What the groups are: `language`. */
  readonly name: string;
  /** The share that all pairs lose, from 0 to 1. */
  readonly average: number;
  readonly titleOf: (group: string) => string;
  /** Shows the pairs of a group. */
  readonly onShow: (group: string) => void;
};

/** Who disappears: each group's losses with their interval, compared with those of all pairs. */
export function lossesView(
  losses: readonly GroupLoss[],
  { name, average, titleOf, onShow }: LossesOptions,
): HTMLElement {
  const rows = losses.slice(0, SHOWN);
  return h(
    "div",
    {},
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": `Losses by ${name}` },
      h(
        "table",
        { class: "losses" },
        h("caption", { class: "visually-hidden" }, `Losses by ${name}`),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col", class: "column" }, name),
            h("th", { scope: "col", class: "column number" }, "pairs"),
            h("th", { scope: "col", class: "column number" }, "lost"),
            h("th", { scope: "col", class: "column" }, "share lost, and its interval"),
            h("th", { scope: "col", class: "column" }, "compared with all pairs"),
          ),
        ),
        h("tbody", {}, ...rows.map((loss) => lossRow(loss, average, titleOf(loss.group), onShow))),
      ),
    ),
    h(
      "p",
      { class: "soft" },
      `Of all pairs, ${percent(average)} are lost: the dashed line. `,
      losses.length > SHOWN && `There are ${counted(losses.length - SHOWN, "smaller group")} more. `,
      "With many groups, a few differ just by chance: of 20 that lose as much as all the others, expect one interval to miss the line.",
    ),
  );
}

function lossRow(
  { group, read, lost, share, low, high }: GroupLoss,
  average: number,
  title: string,
  onShow: (group: string) => void,
): HTMLElement {
  const bar = h("span", { class: "bar" });
  const interval = h("span", { class: "interval" });
  const line = h("span", { class: "average" });
  bar.style.width = `${100 * share}%`;
  interval.style.left = `${100 * low}%`;
  interval.style.width = `${100 * (high - low)}%`;
  line.style.left = `${100 * average}%`;
  const verdict = low > average ? "▲ more are lost" : high < average ? "▼ fewer are lost" : "no clear difference";
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h(
        "button",
        { type: "button", class: "link", "data-group": group, onclick: () => onShow(group) },
        title,
        h("span", { class: "visually-hidden" }, ": show these pairs"),
      ),
    ),
    h("td", { class: "number" }, read.toLocaleString("en")),
    h("td", { class: "number" }, lost.toLocaleString("en")),
    h(
      "td",
      {},
      h("span", { class: "share", "aria-hidden": true }, bar, interval, line),
      h("span", { class: "number" }, `${percent(share)} (${percent(low)} to ${percent(high)})`),
    ),
    h("td", { class: low > average || high < average ? "differs" : "soft" }, verdict),
  );
}

export const percent = (share: number): string => `${Math.round(100 * share)} %`;
