import type { SetFunnel } from "@alt2img/elements/funnel/pairs-funnel";
import { counted, h } from "@alt2img/example-shared/element";
import { ruleInfo } from "./rules.js";

/** What each rule takes away, as a table with bars: the narrowing of the funnel. */
export function stagesView({ active, counts }: SetFunnel): HTMLElement {
  const { read, kept, rejected } = counts;
  let left = read;
  const rows = active.map((key) => {
    const { title, rule } = ruleInfo[key];
    const lost = rejected[rule.name] ?? 0;
    const before = left;
    left -= lost;
    return stage(title, before, left, lost, read);
  });
  return h(
    "table",
    { class: "stages" },
    h("caption", { class: "visually-hidden" }, "What each rule rejects, in the order in which pairs meet them"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", class: "column" }, "Rule"),
        h("td", {}),
        h("th", { scope: "col", class: "column number" }, "rejects"),
        h("th", { scope: "col", class: "column number" }, "leaves"),
      ),
    ),
    h(
      "tbody",
      {},
      stage("All pairs", read, read, undefined, read),
      ...rows,
      counts.failed > 0 && stage("Failed", left, kept, counts.failed, read),
    ),
  );
}

function stage(title: string, before: number, left: number, lost: number | undefined, read: number): HTMLElement {
  const share = (count: number): string => `${(100 * count) / read}%`;
  const kept = h("span", { class: "kept" });
  const gone = h("span", { class: "lost" });
  kept.style.width = share(left);
  gone.style.width = share(before - left);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, title),
    h("td", { class: "narrow" }, h("span", { class: "narrowing", "aria-hidden": true }, kept, gone)),
    h("td", { class: "number" }, lost === undefined ? "" : lost.toLocaleString("en")),
    h("td", { class: "number" }, left.toLocaleString("en")),
  );
}

export function totalInWords({ counts: { read, kept } }: SetFunnel): string {
  const share = Math.round((100 * kept) / read);
  return `${kept.toLocaleString("en")} of ${counted(read, "pair")} ${kept === 1 ? "is" : "are"} kept: ${share} %`;
}
