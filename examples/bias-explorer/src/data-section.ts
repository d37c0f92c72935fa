import { byId } from "@alt2img/example-shared/element";
import { dataView, originsHeading, originsView } from "./data-view.js";
import { latest } from "./latest.js";
import { columnTitle, keyed, type PageContext, type Section } from "./section.js";
import { sides } from "./settings.js";
import { progressText } from "./tell-progress.js";
import type { Part } from "./worker/protocol.js";

/** What the training data have with the occupations' bare names. */
export function connectData(context: PageContext): Section {
  const section = byId("data", HTMLElement);
  const status = byId("data-status", HTMLParagraphElement);
  const views = byId("data-views", HTMLDivElement);
  const work = latest();
  let isAsked = false;

  const update = (): void => {
    // Pictures of another model have other training data.
    section.hidden = context.isFromElsewhere() || sides.every((side) => context.pictures(side).length === 0);
    work.stop();
    if (!isAsked || section.hidden) return;
    void work.run(
      async (signal) => {
        const onPart = (part: Part): void => {
          if (part.type === "progress") status.textContent = progressText(part);
        };
        const pictures = sides.map((side) => context.pictures(side).map(keyed));
        const chosen = sides.map((side) => ({ title: columnTitle(context, side), ...context.settings()[side] }));
        const found: HTMLElement[] = [];
        for (const profession of new Set(chosen.map((each) => each.profession))) {
          found.push(dataView(profession, await context.measurer("dataOf", [profession], { signal, onPart })));
        }
        const origins: HTMLElement[] = [];
        for (const [i, { title, model }] of chosen.entries()) {
          const [own, others] = [pictures[i]!, pictures[1 - i]!];
          if (own.length === 0) continue;
          const all = await context.measurer("origins", [own, others, model === "twin"], { signal, onPart });
          origins.push(originsView(title, all));
        }
        views.replaceChildren(...found, originsHeading(), ...origins);
        status.textContent = "Looked up.";
      },
      (message) => {
        status.textContent = message;
      },
    );
  };
  byId("look-up", HTMLButtonElement).addEventListener("click", () => {
    isAsked = true;
    status.textContent = "Reading the training set …";
    update();
  });
  return { showSettings: () => undefined, update };
}
