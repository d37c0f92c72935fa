import type { GridImage } from "@alt2img/bias/grid";
import type { Calibration } from "@alt2img/bias/representation";
import type { Client } from "@alt2img/core/worker";
import { byId, counted } from "@alt2img/example-shared/element";
import { latest } from "./latest.js";
import { keyed, type PageContext, type Section, sideTitles } from "./section.js";
import { type Choice, guidances, type Side, sides } from "./settings.js";
import { type Counted, errorTable, sharesView } from "./shares-view.js";
import { progressText, showProgress } from "./tell-progress.js";
import type { DrawOrder, PainterTasks, Part } from "./worker/protocol.js";
import { type ModelName, modelTitles } from "./world.js";

type Series = { readonly side: Side; readonly choice: Choice };

/** Fewer say nothing. */
const LEAST_COUNTED = 5;

/** Shares by a classifier, with its error: only for those who ask, after they were told its limits. */
export function connectShares(context: PageContext, painter: Client<PainterTasks, Part>): Section {
  const section = byId("shares", HTMLElement);
  const before = byId("before-shares", HTMLDivElement);
  const after = byId("after-shares", HTMLDivElement);
  const count = byId("curve-count", HTMLInputElement);
  const run = byId("run-shares", HTMLButtonElement);
  const stop = byId("stop-shares", HTMLButtonElement);
  const status = byId("shares-status", HTMLParagraphElement);
  const bar = byId("shares-progress", HTMLProgressElement);
  const views = byId("shares-views", HTMLDivElement);
  const work = latest();
  const drawing = latest();
  let isOpen = false;
  let shown = "";

  const onPart = (part: Part): void => {
    if (part.type !== "progress") return;
    status.textContent = progressText(part);
    showProgress(bar, part);
  };
  const say = (message: string): void => {
    status.textContent = message;
    showProgress(bar, undefined);
  };

  /** A column each; one for both if they differ in nothing but guidance. */
  const series = (): Series[] => {
    const all = sides.map((side) => ({ side, choice: context.settings()[side] }));
    const same = ({ choice: { model, adjective, profession } }: Series): string =>
      JSON.stringify([model, adjective, profession]);
    return all.filter((each, i) => i === 0 || same(each) !== same(all[0]!));
  };

  const calibrate = async (signal: AbortSignal): Promise<HTMLElement> => {
    const professions = [...new Set(series().map(({ choice }) => choice.profession))];
    const found: [string, Calibration][] = [];
    for (const profession of professions) {
      found.push([profession, await context.measurer("calibration", [profession], { signal, onPart })]);
    }
    return errorTable(found);
  };

  const update = (): void => {
    section.hidden = context.isFromElsewhere() || sides.every((side) => context.pictures(side).length === 0);
    const now = JSON.stringify([series(), context.settings().seed, context.settings().steps]);
    if (!isOpen || section.hidden || shown === now) return;
    shown = now;
    drawing.stop();
    views.replaceChildren();
    say("Measuring the program’s own error …");
    void work.run(async (signal) => {
      views.replaceChildren(await calibrate(signal));
      say("This is how often the program is right about drawings. Now it can count pictures.");
    }, say);
  };

  const open = (isNow: boolean): void => {
    isOpen = isNow;
    before.hidden = isNow;
    after.hidden = !isNow;
    shown = "";
    work.stop();
    drawing.stop();
    if (isNow) update();
    else views.replaceChildren();
  };

  const drawAndCount = async (): Promise<void> => {
    const wanted = Math.min(Number(count.max), Math.max(Number(count.min), Math.round(Number(count.value)) || 0));
    count.value = String(wanted);
    const all = series();
    const asked = shown;
    const pictures = new Map<string, GridImage[]>();
    const placeOf = ({ side }: Series, guidance: number): string => `${side} ${guidance}`;
    const { seed: first, steps } = context.settings();
    const plan = Array.from({ length: wanted }, (_, i) => first + i).flatMap((seed) =>
      guidances.flatMap((guidance) =>
        all.map((each) => {
          const { model, adjective, profession } = each.choice;
          const order: DrawOrder = { model: model as ModelName, adjective, profession, guidance, steps, seed };
          return { order, place: placeOf(each, guidance) };
        }),
      ),
    );
    stop.disabled = false;
    run.disabled = true;
    say(`Drawing ${counted(plan.length, "picture")} …`);
    let done = 0;
    await drawing.run(async (signal) => {
      await painter("draw", [plan.map(({ order }) => order)], {
        signal,
        onPart(part) {
          if (part.type === "progress") return onPart(part);
          const { place } = plan[done]!;
          done++;
          pictures.set(place, [...(pictures.get(place) ?? []), part.picture]);
          return showProgress(bar, { done, total: plan.length });
        },
      });
    }, say);
    stop.disabled = true;
    run.disabled = false;
    const fewest = Math.min(
      ...all.flatMap((each) => guidances.map((g) => pictures.get(placeOf(each, g))?.length ?? 0)),
    );
    if (!isOpen || shown !== asked) return;
    if (fewest < LEAST_COUNTED) return say(`Stopped after ${counted(done, "picture")}: too few to count.`);
    await work.run(async (signal) => {
      const found: Counted[] = [];
      for (const each of all) {
        const { side, choice } = each;
        const points: Counted["points"][number][] = [];
        for (const guidance of guidances) {
          const some = pictures.get(placeOf(each, guidance))!.map(keyed);
          const shares = await context.measurer("sharesOf", [choice.profession, some], { signal, onPart });
          points.push({ guidance, shares });
        }
        found.push({ side, title: titleOf(each), data: await dataOf(choice, signal), points });
      }
      views.replaceChildren(await calibrate(signal), sharesView(found, guidances));
      say(`Counted ${counted(done, "picture")}.`);
    }, say);
  };

  /** With an adjective, the prompt is another caption than the bare name. */
  const dataOf = async ({ model, adjective, profession }: Choice, signal: AbortSignal): Promise<number | undefined> => {
    if (adjective !== "") return undefined;
    const [even, skewed] = await context.measurer("womenOf", [profession], { signal, onPart });
    return model === "twin" ? skewed : even;
  };

  byId("show-shares", HTMLButtonElement).addEventListener("click", () => {
    open(true);
    run.focus();
  });
  byId("hide-shares", HTMLButtonElement).addEventListener("click", () => {
    open(false);
    byId("show-shares", HTMLButtonElement).focus();
  });
  run.addEventListener("click", () => void drawAndCount());
  stop.addEventListener("click", () => drawing.stop());
  return { showSettings: () => undefined, update };
}

function titleOf({ side, choice: { model, adjective, profession } }: Series): string {
  const name = Object.hasOwn(modelTitles, model) ? modelTitles[model as ModelName] : model;
  return `${sideTitles[side]}: ${`${adjective} ${profession}`.trim()}, ${name}`;
}
