import type { Client } from "@alt2img/core/worker";
import type { Window } from "@alt2img/elements/dataset-map/map-window";
import { byId, counted } from "@alt2img/example-shared/element";
import { percent } from "./losses-view.js";
import { type MapView, mapView } from "./map-view.js";
import type { Part, Tasks } from "./worker/protocol.js";

export type MapSection = {
  /** Other pairs are open. */
  reset(hasEmbeddings: boolean): void;
  /** Shows this part of the map, which is made for it; without one, the map stays as it is. */
  take(window: Window | undefined): void;
  /** What is lost, and which pairs are shown. */
  show(lostAt: Uint16Array, shown: Uint8Array): void;
};

/** The map, which is only made when it is asked for. */
export function connectMap(
  call: Client<Tasks, Part>,
  cardsOf: (pairs: readonly number[]) => Promise<HTMLElement[]>,
  onWindow: (window: Window) => void,
): MapSection {
  const button = byId("draw-map", HTMLButtonElement);
  const status = byId("map-status", HTMLParagraphElement);
  const place = byId("map-place", HTMLDivElement);
  const near = byId("near", HTMLOListElement);
  const title = byId("near-title", HTMLHeadingElement);
  let view: MapView | undefined;
  let latest: Parameters<MapSection["show"]> | undefined;
  let making = new AbortController();
  let chosen: readonly number[] = [];
  let canDraw = false;

  /** @returns whether they are shown, and not others that were chosen meanwhile */
  const showNear = async (): Promise<boolean> => {
    const pairs = chosen;
    const cards = await cardsOf(pairs);
    if (pairs !== chosen) return false;
    title.hidden = pairs.length === 0;
    near.replaceChildren(...cards);
    return true;
  };
  const onChoose = async (pair: number, others: readonly number[]): Promise<void> => {
    chosen = [pair, ...others];
    if (!(await showNear())) return;
    const [card] = near.children;
    const verdict = card?.querySelector(".why") ? "rejected" : "kept";
    status.textContent = `“${card?.querySelector(".alt")?.textContent}”: ${verdict}. ${counted(others.length, "picture")} next to it ${others.length === 1 ? "is" : "are"} listed.`;
  };

  async function make(window?: Window): Promise<void> {
    making.abort();
    making = new AbortController();
    const { signal } = making;
    button.disabled = true;
    try {
      const made = await call("layOut", [], {
        signal,
        onPart: ({ done, total }) => {
          status.textContent = `Drawing … ${total ? percent(done / total) : ""}`;
        },
      });
      view = mapView(made, {
        ...{ window, onWindow },
        picturesOf: (pairs) => call("pictures", [pairs]),
        onChoose: (...near) => void onChoose(...near),
      });
      if (latest !== undefined) view.show(...latest);
      place.replaceChildren(view.element);
      button.hidden = true;
      status.textContent = `${counted(made.pairs.length, "picture")}, each with its first text. Choose one to see it and what is next to it.`;
      if (window === undefined) {
        place.querySelector("canvas")?.focus();
        onWindow({ x: 0.5, y: 0.5, zoom: 1 });
      }
    } catch (error) {
      if (!signal.aborted) status.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      if (!signal.aborted) button.disabled = false;
    }
  }
  button.addEventListener("click", () => void make());

  return {
    reset(hasEmbeddings) {
      making.abort();
      view = undefined;
      chosen = [];
      place.replaceChildren();
      near.replaceChildren();
      title.hidden = true;
      status.textContent = "";
      button.disabled = button.hidden = false;
      byId("map", HTMLElement).hidden = !hasEmbeddings;
      canDraw = hasEmbeddings;
    },
    take(window) {
      if (window === undefined || !canDraw) return;
      if (view === undefined) void make(window);
      else view.moveTo(window);
    },
    show(...now) {
      latest = now;
      view?.show(...now);
      if (chosen.length > 0) void showNear();
    },
  };
}
