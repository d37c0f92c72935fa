import { clientOf } from "@alt2img/core/worker";
import { showPicture } from "@alt2img/elements/diffusion";
import { byId, counted, h } from "@alt2img/example-shared/element";
import samples from "../../samples/pilots.json" with { type: "json" };
import type { FormulaPicture, TwoPictures } from "../change/draw-pilots.js";
import type { PilotsTasks } from "../change/pilots-worker.js";
import { pixelsOfDrawings } from "../change/pixels-of-drawings.js";
import type { TrainingDrawing } from "../change/training-drawing.js";
import { keepPicture, keepResult } from "../keep.js";
import { whenKept } from "../offline.js";

const pilots = samples as readonly TrainingDrawing[];
const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7];

const boxes = pilots.map(({ name }) => h("input", { type: "checkbox", checked: true, "aria-label": name }));
const data = h(
  "select",
  { id: "data" },
  h("option", { value: "weight" }, "as the straight model had them: women and men about even"),
  h("option", { value: "skewedWeight" }, "as the skewed twin had them: mostly men"),
);
const count = h("p", { role: "status" });
const button = h("button", { type: "button", onclick: () => void draw() }, "Draw eight pictures");
const status = h("p", { role: "status", id: "change-status" });
const results = h("ol", { class: "pictures results" });

function take(isTaken: (pilot: TrainingDrawing) => boolean, isThere: boolean): void {
  for (const [i, pilot] of pilots.entries()) if (isTaken(pilot)) boxes[i]!.checked = isThere;
  tell();
}

function tell(): void {
  const there = pilots.filter((_, i) => boxes[i]!.checked);
  const women = there.filter(({ gender }) => gender === "woman").length;
  count.textContent = `${counted(there.length, "drawing")} in the set: ${women} of women, ${there.length - women} of men.`;
  button.disabled = there.length === 0;
}

let worker: ReturnType<typeof start> | undefined;

async function start() {
  await whenKept();
  const pixels = await pixelsOfDrawings(pilots.map(({ url }) => url));
  const call = clientOf<PilotsTasks>(
    new Worker(new URL("../change/pilots-worker.ts", import.meta.url), { type: "module" }),
  );
  return { pixels, call };
}

/** Only the last drawing counts. */
let drawing = new AbortController();

async function draw(): Promise<void> {
  drawing.abort();
  drawing = new AbortController();
  const { signal } = drawing;
  status.textContent = "Drawing …";
  // As they are now: what is changed while the drawings are loading is for the next drawing.
  const column = data.value === "skewedWeight" ? "skewedWeight" : "weight";
  const changed = pilots.map((pilot, i) => (boxes[i]!.checked ? pilot[column] : 0));
  const set = `${count.textContent} Each comes ${data.selectedOptions[0]?.textContent}.`;
  try {
    worker ??= start();
    const { pixels, call } = await worker;
    const weights = pilots.map(({ weight }) => weight);
    const pictures = await call("draw", [pixels, weights, changed, SEEDS], { signal });
    show(pictures, set);
  } catch (error) {
    if (signal.aborted) return;
    worker = undefined;
    status.textContent = `This didn’t work: ${error instanceof Error ? error.message : error}`;
  }
}

/** @param set what they were drawn from, in words */
function show(pictures: readonly TwoPictures[], set: string): void {
  const women = (which: "before" | "after"): number =>
    pictures.filter((each) => pilots[each[which].source]?.gender === "woman").length;
  const changed = pictures.filter(({ isChanged }) => isChanged).length;
  const all = pictures.length;
  const told = `Women in ${women("after")} of ${all} pictures; with all drawings, in ${women("before")} of ${all}. ${counted(changed, "picture")} changed.`;
  status.textContent = told;
  keepResult("change-the-data/result", "What I drew last", `${set} ${told}`);
  results.replaceChildren(
    ...pictures.map((each) => {
      const { seed, before, after, isChanged } = each;
      return h(
        "li",
        {},
        h("p", {}, h("b", {}, `Noise ${seed + 1}: ${isChanged ? "changed" : "the same"}`)),
        h("div", { class: "pair" }, figure(before, "With all"), figure(after, "With your set")),
        h("p", {}, keepButton(seed, after), " ", outButton(seed, after)),
      );
    }),
  );
}

function figure({ image, source, share }: FormulaPicture, title: string): HTMLElement {
  const from = `${pilots[source]?.name} (${Math.round(100 * share)} %)`;
  const canvas = h("canvas", { role: "img", "aria-label": `${title}: ${from}` });
  showPicture(canvas, image);
  return h("figure", {}, canvas, h("figcaption", {}, h("span", { class: "soft" }, title), h("br"), `from: ${from}`));
}

function keepButton(seed: number, { image, source }: FormulaPicture): HTMLElement {
  const onclick = (): void => {
    keepPicture("change-the-data", `noise ${seed + 1}, from: ${pilots[source]?.name}`, image);
  };
  return h("button", { type: "button", class: "quiet", "aria-label": `Keep picture ${seed + 1}`, onclick }, "Keep");
}

function outButton(seed: number, { source }: FormulaPicture): HTMLElement {
  const label = `Take its drawing out: of picture ${seed + 1}`;
  const onclick = (): void => {
    boxes[source]!.checked = false;
    tell();
    if (!button.disabled) void draw();
  };
  return h("button", { type: "button", class: "quiet", "aria-label": label, onclick }, "Take its drawing out");
}

for (const box of boxes) box.addEventListener("change", tell);
const shortcut = (text: string, onclick: () => void): HTMLElement =>
  h("button", { type: "button", class: "quiet", onclick }, text);
byId("change", HTMLElement).append(
  h("p", {}, h("label", { for: "data" }, "How often each drawing comes "), data),
  h(
    "p",
    { class: "shortcuts" },
    shortcut("Take out all women", () => take(({ gender }) => gender === "woman", false)),
    " ",
    shortcut("Take out all men", () => take(({ gender }) => gender === "man", false)),
    " ",
    shortcut("Put all back", () => take(() => true, true)),
  ),
  h(
    "fieldset",
    { class: "drawings" },
    h("legend", {}, "The drawings in the set"),
    ...pilots.map(({ url, name }, i) =>
      h("label", { title: name }, boxes[i], h("img", { src: url, alt: "", width: 64, height: 64, loading: "lazy" })),
    ),
  ),
  count,
  h("p", {}, button),
  status,
  results,
  h("details", {}, h("summary", {}, "Who drew the pilots"), h("p", {}, credits())),
);
tell();

function credits(): string {
  return [...new Set(pilots.map(({ author, license }) => `${author} (${license})`))].join("; ");
}
