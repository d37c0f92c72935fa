import type { GridImage } from "@alt2img/bias/grid";
import type { Client } from "@alt2img/core/worker";
import { byId, setOptions } from "@alt2img/example-shared/element";
import { asIfText, asIfView } from "./as-if-view.js";
import { latest } from "./latest.js";
import type { PageContext, Section } from "./section.js";
import { progressText } from "./tell-progress.js";
import type { PainterTasks, Part } from "./worker/protocol.js";
import { type LeftOut, leftOutTitles } from "./world.js";

/** The picture that someone has chosen, as if some of the training drawings hadn't been there. */
export function connectAsIf(context: PageContext, painter: Client<PainterTasks, Part>): Section {
  const part = byId("as-if", HTMLDivElement);
  const select = byId("without", HTMLSelectElement);
  const status = byId("as-if-status", HTMLParagraphElement);
  const views = byId("as-if-views", HTMLDivElement);
  const work = latest();
  let isAsked = false;
  setOptions(select, leftOutTitles);

  const update = (): void => {
    const { picture, steps, without, ...settings } = context.settings();
    const side = picture.startsWith("b") ? "b" : "a";
    const seed = Number(picture.slice(1));
    const isThere = picture !== "" && context.pictures(side).some((each) => each.seed === seed);
    part.hidden = context.isFromElsewhere() || !isThere;
    work.stop();
    if (!isAsked || part.hidden) return;
    const { adjective, profession, guidance } = settings[side];
    const caption = `${adjective} ${profession}`.trim();
    status.textContent = "Drawing …";
    void work.run(
      async (signal) => {
        const onPart = (each: Part): void => {
          if (each.type === "progress") status.textContent = progressText(each);
        };
        const asIf = await context.measurer("asIf", [caption, seed, without], { signal, onPart });
        const drawn: GridImage[] = [];
        const order = { adjective, profession, guidance, steps, seed };
        await painter(
          "draw",
          [
            [
              { model: "tiny", ...order },
              { model: "twin", ...order },
            ],
          ],
          {
            signal,
            onPart: (each) => (each.type === "picture" ? void drawn.push(each.picture) : onPart(each)),
          },
        );
        const networks = { tiny: drawn[0]!.image, twin: drawn[1]!.image };
        const compared = { caption, seed, without, asIf, networks };
        views.replaceChildren(...asIfView(compared));
        status.textContent = asIfText(compared);
      },
      (message) => {
        views.replaceChildren();
        status.textContent = message;
      },
    );
  };
  select.addEventListener("change", () => context.change({ ...context.settings(), without: select.value as LeftOut }));
  byId("as-if-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    isAsked = true;
    update();
  });
  return {
    showSettings() {
      select.value = context.settings().without;
    },
    update,
  };
}
