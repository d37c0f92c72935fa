import type { Client } from "@alt2img/core/worker";
import { drawingAt, drawingSets, SIDE } from "@alt2img/elements/diffusion";
import { byId, counted, h } from "@alt2img/example-shared/element";
import type { Settings } from "./settings.js";
import { showPicture } from "./show-picture.js";
import type { FormulaTasks, Part, PixelAnswer, PixelQuestion, Source } from "./worker/protocol.js";

type Shown = { readonly settings: Settings; readonly pixels: Uint8ClampedArray };

/** The time until a screen reader hears where the cursor has come to rest. */
const REST = 350;

/** The drawings that a pixel is made of, with the place marked. */
export function connectSourcesView(
  call: Client<FormulaTasks, Part>,
  shown: () => Shown | undefined,
): {
  /** @param isKey whether to say it, too */
  ask(question: PixelQuestion, isKey: boolean): void;
  clear(): void;
} {
  const note = byId("sources-note", HTMLParagraphElement);
  const list = byId("source-list", HTMLOListElement);
  const status = byId("sources-status", HTMLParagraphElement);
  const hint = note.textContent;
  let wanted: { question: PixelQuestion; isKey: boolean } | undefined;
  let isAsking = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const show = ({ step, row, column, painter }: PixelQuestion, answer: PixelAnswer, isKey: boolean): void => {
    const current = shown();
    if (current === undefined) return;
    const { names } = drawingSets[current.settings.set];
    const { sources, count } = answer;
    const place = `row ${row + 1}, column ${column + 1}`;
    const from = painter === "optimal" ? counted(count, "drawing") : counted(count, "place", "places");
    note.textContent = `${painter === "optimal" ? "Memorises" : "Recombines"}, step ${step + 1}, ${place}: from ${from}${count > sources.length ? `; the first ${sources.length}` : ""}.`;
    list.replaceChildren(...sources.map((source) => item(source, names[source.image]!, current.pixels)));
    if (!isKey) return;
    clearTimeout(resting);
    const heard = sources.slice(0, 2).map(({ weight, image }) => `${percent(weight)} ${names[image]}`);
    resting = setTimeout(() => {
      status.textContent = `${place}: ${heard.join(", ")}`;
    }, REST);
  };

  /** One question at a time; of those that come meanwhile, the last one. */
  const next = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    while (wanted !== undefined) {
      const { question, isKey } = wanted;
      wanted = undefined;
      try {
        const answer = await call("sourcesOf", [question]);
        if (answer !== undefined) show(question, answer, isKey);
      } catch (error) {
        note.textContent = error instanceof Error ? error.message : String(error);
      }
    }
    isAsking = false;
  };

  return {
    ask(question, isKey) {
      wanted = { question, isKey };
      void next();
    },
    clear() {
      wanted = undefined;
      clearTimeout(resting);
      list.replaceChildren();
      note.textContent = hint;
      status.textContent = "";
    },
  };
}

function item({ image, row, column, weight }: Source, name: string, pixels: Uint8ClampedArray): HTMLElement {
  const canvas = h("canvas", { class: "pixels", width: SIDE, height: SIDE });
  showPicture(canvas, drawingAt(pixels, image));
  const mark = h("span", { class: "mark", "aria-hidden": "true" });
  // Not as attributes, which a Content-Security-Policy without 'unsafe-inline' refuses.
  mark.style.left = `${(100 * column) / SIDE}%`;
  mark.style.top = `${(100 * row) / SIDE}%`;
  mark.style.width = mark.style.height = `${100 / SIDE}%`;
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", {}));
  (bar.firstElementChild as HTMLElement).style.width = `${100 * weight}%`;
  return h(
    "li",
    {},
    h("span", { class: "thumbnail" }, canvas, mark),
    h("span", {}, h("b", {}, percent(weight)), " ", name, bar),
  );
}

/** `62 %`; `< 1 %` for less. */
const percent = (share: number): string => (share < 0.01 ? "< 1 %" : `${(100 * share).toFixed(0)} %`);
