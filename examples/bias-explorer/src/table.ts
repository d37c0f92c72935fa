import { type Child, h } from "@alt2img/example-shared/element";

export type TableRow = { readonly head: Child; readonly cells: readonly Child[] };

/** A table in a frame of its own that scrolls, by the keyboard too, where the page is narrow. */
export function table(
  { label, caption, className = "" }: { label: string; caption: string; className?: string },
  heads: readonly string[],
  rows: readonly TableRow[],
): HTMLElement {
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      { class: className },
      h("caption", {}, h("span", {}, caption)),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h(
        "tbody",
        {},
        ...rows.map(({ head, cells }) =>
          h("tr", {}, h("th", { scope: "row" }, head), ...cells.map((cell) => h("td", { class: "number" }, cell))),
        ),
      ),
    ),
  );
}
