import { byId, h } from "@alt2img/example-shared/element";
import { ask } from "../ask.js";
import { type Count, countedShare } from "../bias/counted-share.js";
import { dataShares, judged, type Occupation } from "../bias/data-shares.js";
import { drawn } from "../bias/drawn.js";
import { keepResult } from "../keep.js";
import { readNotebook } from "../notebook.js";

const MODELS = ["a", "b"] as const;
const LOOKS = { women: "look like a woman", men: "look like a man", unclear: "can’t be told" } as const;
const looks = Object.keys(LOOKS) as (keyof Count)[];
const total = drawn.seeds.length;

const occupation = byId("occupation", HTMLSelectElement);
const sheets = byId("sheets", HTMLElement);
const form = byId("count", HTMLFormElement);
const status = byId("count-status", HTMLElement);
const reveal = byId("reveal", HTMLElement);

occupation.append(...drawn.occupations.map((each) => h("option", {}, each)));

const inputs = MODELS.map((model) =>
  Object.fromEntries(
    looks.map((look) => {
      const label = `Model ${model.toUpperCase()}: ${LOOKS[look]}`;
      return [look, h("input", { type: "number", min: 0, max: total, required: true, "aria-label": label })];
    }),
  ),
) as Record<keyof Count, HTMLInputElement>[];

/** Model A’s, then model B’s. */
const fields = inputs.flatMap((each) => looks.map((look) => each[look]));

byId("counts", HTMLTableSectionElement).append(
  ...MODELS.map((model, i) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, `Model ${model.toUpperCase()}`),
      ...looks.map((look) => h("td", {}, inputs[i]?.[look])),
    ),
  ),
);

/** Whose sheets are there. */
let sheetsOf = "";

function showSheets(): void {
  sheetsOf = occupation.value;
  sheets.replaceChildren(
    ...MODELS.map((model) => {
      const name = `Model ${model.toUpperCase()}`;
      const alt = `Twenty small pictures of people, drawn by ${name.toLowerCase()} for “${occupation.value}”`;
      const src = `./drawn/${occupation.value}-${model}.webp`;
      return h("figure", {}, h("img", { src, alt, width: 640, height: 512 }), h("figcaption", {}, name));
    }),
  );
  // As they were counted; a form that nobody has filled in is empty.
  const counted = readNotebook().answers[`bias/${occupation.value}`]?.state?.split(" ") ?? [];
  for (const [i, input] of fields.entries()) input.value = counted[i] ?? "";
  status.textContent = "";
  reveal.replaceChildren();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const counts = inputs.map(
    (each) => Object.fromEntries(looks.map((look) => [look, Number(each[look].value)])) as Count,
  );
  const wrong = counts.findIndex(({ women, men, unclear }) => women + men + unclear !== total);
  if (wrong >= 0) {
    const { women, men, unclear } = counts[wrong]!;
    status.textContent = `Model ${MODELS[wrong]?.toUpperCase()}: these are ${women + men + unclear} pictures, but there are ${total}.`;
    reveal.replaceChildren();
    return;
  }
  const chosen = occupation.value as Occupation;
  const lines = counts.map((count, i) => `Model ${MODELS[i]?.toUpperCase()}: ${countedShare(count)}.`);
  status.textContent = lines.join(" ");
  keepResult(
    `bias/${chosen}`,
    `What I counted for “${chosen}”`,
    lines.join("\n"),
    fields.map(({ value }) => value).join(" "),
  );
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  reveal.replaceChildren(
    h("h3", {}, "And the data?"),
    h(
      "p",
      {},
      `Women among women and men with the caption “${chosen}” in training: ${percent(dataShares[chosen][0])} for model A, ${percent(dataShares[chosen][1])} for model B. `,
      `Two programs looked at twenty other pictures of each model. Where both see the same, ${judged[chosen].map(({ women, pictures }) => `${women} of ${pictures}`).join(" and ")} look like women.`,
    ),
  );
  void compare(chosen, counts);
});

/** What was counted next to the data: is the model more one-sided than these? */
async function compare(chosen: Occupation, counts: readonly Count[]): Promise<void> {
  const groups = counts.flatMap(({ women, men }, i) => {
    const name = `${chosen}, model ${MODELS[i]?.toUpperCase()}`;
    return women + men === 0
      ? []
      : [{ name, data: dataShares[chosen][i]!, pictures: { count: women, total: women + men } }];
  });
  if (groups.length === 0) return;
  const { AmplificationElement } = await import("@alt2img/elements/amplification");
  const chart = new AmplificationElement();
  chart.data = { of: "pictures that look like women", parity: 0.5, sets: [{ name: "counted", groups }] };
  reveal.append(chart);
}

ask(
  "grid",
  async () => {
    const { BiasGridElement } = await import("@alt2img/elements/bias-grid");
    const grid = new BiasGridElement();
    grid.prompt = "pilot";
    grid.labels = "woman, man";
    grid.controls = true;
    return grid;
  },
  (grid) => grid.draw(),
);

occupation.addEventListener("change", showSheets);
showSheets();
// Back brings the occupation that was chosen, after this script has run.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted || sheetsOf !== occupation.value) showSheets();
});
