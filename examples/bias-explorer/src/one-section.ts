import { byId, counted } from "@alt2img/example-shared/element";
import { latest } from "./latest.js";
import { drawingsView, neighboursView, pairView, type Shown } from "./one-view.js";
import { keyed, type PageContext, type Section, sideTitles } from "./section.js";
import { type Alike, type Side, sides } from "./settings.js";
import { progressText } from "./tell-progress.js";

const NEIGHBOURS = 8;
const DRAWINGS = 8;

/** A picture that someone has chosen: what is like it, in the columns and in the training set. */
export function connectOne(context: PageContext): Section {
  const section = byId("one", HTMLElement);
  const help = byId("one-help", HTMLParagraphElement);
  const status = byId("one-status", HTMLParagraphElement);
  const views = byId("one-views", HTMLDivElement);
  const alike = byId("alike", HTMLFieldSetElement);
  const radios = [...alike.querySelectorAll("input")];
  const work = latest();

  const shownOf = (side: Side, seed: number): Shown | undefined => {
    const picture = context.pictures(side).find((each) => each.seed === seed);
    return picture && { picture, title: `${sideTitles[side]}: “${picture.prompt}”, seed ${seed}` };
  };
  const all = (): (Shown & { readonly side: Side })[] =>
    sides.flatMap((side) => context.pictures(side).map(({ seed }) => ({ ...shownOf(side, seed)!, side })));

  const update = (): void => {
    section.hidden = all().length === 0;
    const { picture: chosen } = context.settings();
    const side = chosen.startsWith("b") ? "b" : "a";
    const seed = Number(chosen.slice(1));
    const shown = chosen === "" ? undefined : shownOf(side, seed);
    help.hidden = shown !== undefined;
    alike.hidden = shown === undefined;
    if (shown === undefined) {
      status.textContent = "";
      views.replaceChildren();
      work.stop();
      return;
    }
    const { alike: by, ...settings } = context.settings();
    const pair = pairView(shown, shownOf(side === "a" ? "b" : "a", seed));
    views.replaceChildren(pair);
    status.textContent = "Looking for what is like it …";
    const onPart = (part: Parameters<typeof progressText>[0] | { type: "picture" }): void => {
      if (part.type === "progress") status.textContent = progressText(part);
    };
    void work.run(
      async (signal) => {
        // The same picture can be in both columns.
        const others = [...new Map(all().map((each) => [each.picture.key, each])).values()].filter(
          ({ picture }) => picture.key !== shown.picture.key,
        );
        const found = await context.measurer(
          "like",
          [by, keyed(shown.picture), others.map(({ picture }) => keyed(picture)), NEIGHBOURS],
          { signal, onPart },
        );
        const near = found.map(({ key, similarity }) => ({
          ...others.find(({ picture }) => picture.key === key)!,
          similarity,
        }));
        const choose = (each: Shown): void => {
          const from = near.find(({ picture }) => picture === each.picture)!.side;
          context.change({ ...context.settings(), picture: `${from}${each.picture.seed}` });
          section.focus();
        };
        const neighbours = neighboursView(near, by, choose);
        views.replaceChildren(pair, neighbours);
        if (context.isFromElsewhere()) {
          status.textContent = `Compared with ${counted(others.length, "picture")}.`;
          return;
        }
        const { profession } = settings[side];
        const order = [by, keyed(shown.picture), profession, DRAWINGS] as const;
        const drawings = await context.measurer("trainedLike", [...order], { signal, onPart });
        views.replaceChildren(pair, neighbours, drawingsView(drawings, by));
        const compared = by === "clip" ? "all training drawings" : `the training drawings of “${profession}”`;
        status.textContent = `Compared with ${counted(others.length, "picture")} and ${compared}.`;
      },
      (message) => {
        status.textContent = message;
      },
    );
  };
  alike.addEventListener("change", () => {
    const chosen = radios.find(({ checked }) => checked)!;
    context.change({ ...context.settings(), alike: chosen.value as Alike });
  });
  return {
    showSettings() {
      for (const radio of radios) radio.checked = radio.value === context.settings().alike;
    },
    update,
  };
}
