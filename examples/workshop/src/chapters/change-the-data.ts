import { clientOf } from "@alt2img/core/worker";
import { byId, counted, h } from "@alt2img/example-shared/element";
import samples from "../../samples/pilots.json" with { type: "json" };
import type { TwoPictures } from "../change/draw-pilots.js";
import { drawingLabels } from "../change/drawing-labels.js";
import { pictureRow } from "../change/picture-row.js";
import type { PilotsTasks } from "../change/pilots-worker.js";
import { pixelsOfDrawings } from "../change/pixels-of-drawings.js";
import type { TrainingDrawing } from "../change/training-drawing.js";
import { keepPicture } from "../keep.js";
import { whenKept } from "../offline.js";
import { resumeTask } from "../resume.js";

const pilots = samples as readonly TrainingDrawing[];
const labels = drawingLabels(pilots);
const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7];

const boxes = labels.map((label) => h("input", { type: "checkbox", checked: true, "aria-label": label }));
const data = h(
  "select",
  { id: "data" },
  h("option", { value: "weight" }, "as model A had them: women and men about even"),
  h("option", { value: "skewedWeight" }, "as model B had them: mostly men"),
);
const count = h("p", { role: "status" });
const button = h("button", { type: "button", onclick: () => void draw() }, "Draw eight pictures");
const status = h("p", { role: "status", id: "change-status" });
const rows = SEEDS.map((seed) =>
  pictureRow(seed + 1, labels, {
    onKeep: ({ image }, from) => keepPicture("change-the-data", `noise ${seed + 1}, from: ${from}`, image),
    onTakeOut(drawing) {
      boxes[drawing]!.checked = false;
      tell();
      if (!button.disabled) void draw();
    },
  }),
);
const results = h("ol", { class: "pictures results", hidden: true }, ...rows.map(({ element }) => element));

const shortcut = (text: string, isTaken: (pilot: TrainingDrawing) => boolean, isThere: boolean): HTMLElement =>
  h("button", { type: "button", class: "quiet", onclick: () => take(isTaken, isThere) }, text);

let worker: ReturnType<typeof start> | undefined;
/** Going on now, and what it draws from; only the last one counts. */
let drawing: { readonly controller: AbortController; readonly state: string } | undefined;
/** What the pictures show, and what they were drawn from. */
let shown: { readonly told: string; readonly state: string } | undefined;

/** The choice of the data, and the drawings that are taken out, by their ids: `skewedWeight 1066 1072`. */
const stateNow = (): string =>
  [data.value, ...pilots.filter((_, i) => !boxes[i]!.checked).map(({ id }) => id)].join(" ");

const task = resumeTask("change-the-data/result", "What I drew last", "weight", (state) => {
  const [column, ...out] = state.split(" ");
  data.value = column === "skewedWeight" ? column : "weight";
  for (const [i, { id }] of pilots.entries()) boxes[i]!.checked = !out.includes(String(id));
  stop();
  shown = undefined;
  tell();
});

function take(isTaken: (pilot: TrainingDrawing) => boolean, isThere: boolean): void {
  for (const [i, pilot] of pilots.entries()) if (isTaken(pilot)) boxes[i]!.checked = isThere;
  tell();
}

function stop(): void {
  drawing?.controller.abort();
  drawing = undefined;
}

/** Says what is in the set, and whether the pictures are from it. */
function tell(): void {
  const there = pilots.filter((_, i) => boxes[i]!.checked);
  const women = there.filter(({ gender }) => gender === "woman").length;
  const isEmpty = there.length === 0;
  count.textContent = isEmpty
    ? "Your set is empty, so there is nothing to draw from. Put a drawing back."
    : `${counted(there.length, "drawing")} in the set: ${women} of women, ${there.length - women} of men.`;
  button.disabled = isEmpty;
  if (isEmpty) stop();
  results.hidden = shown === undefined;
  const state = stateNow();
  const isOther = shown !== undefined && shown.state !== state;
  results.classList.toggle("of-other-set", isOther);
  if (drawing !== undefined) {
    const isChanged = drawing.state !== state;
    status.textContent = `Drawing …${isChanged ? " Your set has changed since you pressed the button: draw again when this is done." : ""}`;
    return;
  }
  const next = isEmpty ? "put a drawing back" : "draw again";
  status.textContent = `${shown?.told ?? ""}${isOther ? ` Your set is another one now: these pictures are from the one before. For new ones, ${next}.` : ""}`;
}

async function start() {
  await whenKept();
  const pixels = await pixelsOfDrawings(pilots.map(({ url }) => url));
  const call = clientOf<PilotsTasks>(
    new Worker(new URL("../change/pilots-worker.ts", import.meta.url), { type: "module" }),
  );
  return { pixels, call };
}

async function draw(): Promise<void> {
  stop();
  const controller = new AbortController();
  const { signal } = controller;
  // As they are now: what is changed while the drawings are loading is for the next drawing.
  const state = stateNow();
  drawing = { controller, state };
  tell();
  const column = data.value === "skewedWeight" ? "skewedWeight" : "weight";
  const changed = pilots.map((pilot, i) => (boxes[i]!.checked ? pilot[column] : 0));
  const set = `${count.textContent} Each comes ${data.selectedOptions[0]?.textContent}.`;
  try {
    worker ??= start();
    const { pixels, call } = await worker;
    const weights = pilots.map(({ weight }) => weight);
    const pictures = await call("draw", [pixels, weights, changed, SEEDS], { signal });
    signal.throwIfAborted();
    drawing = undefined;
    show(pictures, set, state);
  } catch (error) {
    if (signal.aborted) return;
    drawing = undefined;
    worker = undefined;
    status.textContent = `This didn’t work. Try again: ${error instanceof Error ? error.message : error}`;
  }
}

/**
 * @param set what they were drawn from, in words
 * @param state the same, to be restored
 */
function show(pictures: readonly TwoPictures[], set: string, state: string): void {
  const women = (which: "before" | "after"): number =>
    pictures.filter((each) => pilots[each[which].source]?.gender === "woman").length;
  const changed = pictures.filter(({ isChanged }) => isChanged).length;
  const all = pictures.length;
  const told = `Women in ${women("after")} of ${all} pictures; with all drawings, in ${women("before")} of ${all}. ${counted(changed, "picture")} changed.`;
  task.keep(state, `${set} ${told}`, true);
  for (const [i, each] of pictures.entries()) rows[i]?.show(each);
  shown = { told, state };
  tell();
}

for (const input of [...boxes, data]) input.addEventListener("change", tell);
byId("change", HTMLElement).append(
  h("p", {}, h("label", { for: "data" }, "How often each drawing comes "), data),
  h(
    "p",
    { class: "shortcuts" },
    shortcut("Take out all women", ({ gender }) => gender === "woman", false),
    " ",
    shortcut("Take out all men", ({ gender }) => gender === "man", false),
    " ",
    shortcut("Put all back", () => true, true),
  ),
  h(
    "fieldset",
    { class: "drawings" },
    h("legend", {}, "The drawings in the set"),
    ...pilots.map(({ url }, i) =>
      h(
        "label",
        { title: labels[i] },
        boxes[i],
        h("img", { src: url, alt: "", width: 64, height: 64, loading: "lazy" }),
      ),
    ),
  ),
  count,
  h("p", {}, button),
  status,
  results,
  h("details", {}, h("summary", {}, "Who drew the pilots"), h("p", {}, credits())),
);

function credits(): string {
  return [...new Set(pilots.map(({ author, license }) => `${author} (${license})`))].join("; ");
}
