import { h } from "@alt2img/example-shared/element";
import { formatScore, type Measure, type ScoreTable, strength } from "./matrix.js";

/** A picture as the page shows it. */
export type ShownPicture = { readonly id: number; readonly name: string; readonly url: string };

export type Cell = { readonly picture: number; readonly text: number };

type MatrixViewOptions = {
  readonly pictures: readonly ShownPicture[];
  readonly texts: readonly string[];
  /** Left out while they are being computed. */
  readonly scores: ScoreTable | undefined;
  readonly measure: Measure;
  readonly selected: Cell | undefined;
  readonly onSelect: (cell: Cell) => void;
};

/** The scores as a table: a row for each text, a column for each picture. Its cells are buttons; one of them has the focus. */
export function matrixView({ pictures, texts, scores, measure, selected, onSelect }: MatrixViewOptions): HTMLElement {
  const focusable = selected ?? { picture: 0, text: 0 };
  const cell = (text: number, picture: number): HTMLElement => {
    const value = scores?.values[text]?.[picture];
    if (value === undefined) return h("td", {}, h("span", { class: "no-score" }, scores === undefined ? "…" : "–"));
    const isBest = scores?.best[picture] === text;
    const isSelected = selected?.picture === picture && selected.text === text;
    const button = h(
      "button",
      {
        type: "button",
        tabindex: focusable.picture === picture && focusable.text === text ? 0 : -1,
        "aria-pressed": String(isSelected),
        "data-picture": picture,
        "data-text": text,
        onclick: () => onSelect({ picture, text }),
      },
      h("span", { class: "value" }, formatScore(value, measure)),
      isBest &&
        h(
          "span",
          { class: "best", title: "the best text for this picture" },
          "★",
          h("span", { class: "visually-hidden" }, " best text"),
        ),
    );
    button.style.setProperty("--strength", `${Math.round(100 * strength(value, scores!.values))}%`);
    return h("td", {}, button);
  };
  const table = h(
    "table",
    { class: "matrix", role: "grid", "aria-labelledby": "scores-title" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}),
        ...pictures.map(({ name, url }) =>
          h(
            "th",
            { scope: "col" },
            h("img", { class: "thumbnail", src: url, alt: name, title: name, width: 64, height: 64 }),
          ),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      ...texts.map((text, row) =>
        h("tr", {}, h("th", { scope: "row" }, text), ...pictures.map((_, column) => cell(row, column))),
      ),
    ),
  );
  table.addEventListener("keydown", moveFocus);
  return table;
}

const STEPS: Readonly<Record<string, readonly [text: number, picture: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The arrow keys go from cell to cell, over cells without a score. */
function moveFocus(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const table = event.currentTarget as HTMLTableElement;
  const from = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button") : null;
  if (step === undefined || from === null) return;
  event.preventDefault();
  let [text, picture] = [Number(from.dataset["text"]), Number(from.dataset["picture"])];
  const [rows, columns] = [table.tBodies[0]!.rows.length, table.tBodies[0]!.rows[0]!.cells.length - 1];
  for (;;) {
    text += step[0];
    picture += step[1];
    if (text < 0 || picture < 0 || text >= rows || picture >= columns) return;
    const to = table.querySelector<HTMLButtonElement>(`button[data-text="${text}"][data-picture="${picture}"]`);
    if (to === null) continue;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
    return;
  }
}
