import type { GridImage } from "@alt2img/bias/grid";
import { clientOf } from "@alt2img/core/worker";
import { byId, counted } from "@alt2img/example-shared/element";
import { connectAsIf } from "./as-if-section.js";
import { type Column, connectColumn } from "./column.js";
import { connectData } from "./data-section.js";
import { connectElsewhere } from "./elsewhere.js";
import { latest } from "./latest.js";
import { connectOne } from "./one-section.js";
import { connectPeople } from "./people-section.js";
import { type Choice, formatAddress, parseAddress, type Settings, type Side, sides } from "./settings.js";
import { connectShares } from "./shares-section.js";
import { connectSummary } from "./summary-section.js";
import { progressText, showProgress } from "./tell-progress.js";
import type { DrawOrder, MeasurerTasks, OpenedGrid, PainterTasks, Part } from "./worker/protocol.js";
import type { ModelName } from "./world.js";

const painter = clientOf<PainterTasks, Part>(
  new Worker(new URL("./worker/painter.ts", import.meta.url), { type: "module", name: "painter" }),
);
const measurer = clientOf<MeasurerTasks, Part>(
  new Worker(new URL("./worker/measurer.ts", import.meta.url), { type: "module", name: "measurer" }),
);

const status = byId("status", HTMLParagraphElement);
const greeting = status.textContent;
const progress = byId("progress", HTMLProgressElement);
const stop = byId("stop", HTMLButtonElement);
const numbers = {
  count: byId("count", HTMLInputElement),
  seed: byId("seed", HTMLInputElement),
  steps: byId("steps", HTMLInputElement),
};

let settings = parseAddress(location.search);
let grid: OpenedGrid | undefined;
/** Whether someone has asked for pictures: the models are large, so the page doesn't load them by itself. */
let isStarted = false;

const drawing = latest();
const columns: Readonly<Record<Side, Column>> = { a: column("a"), b: column("b") };
byId("columns", HTMLDivElement).append(...sides.map((side) => columns[side].element));

const context = {
  measurer,
  settings: () => settings,
  change,
  pictures: (side: Side): GridImage[] => [...columns[side].pictures.values()].sort((a, b) => a.seed - b.seed),
  isFromElsewhere: () => grid !== undefined,
};
const sections = {
  summary: connectSummary(context, columns),
  people: connectPeople(context),
  one: connectOne(context),
  asIf: connectAsIf(context, painter),
  data: connectData(context),
  shares: connectShares(context, painter),
};
const elsewhere = connectElsewhere({
  measurer,
  onOpened(opened, url) {
    grid = opened;
    const fitting = (choice: Choice, other: boolean): Choice => fittingChoice(choice, opened, other);
    change({ ...settings, data: url, picture: "", a: fitting(settings.a, false), b: fitting(settings.b, true) });
    void show();
  },
  onClosed() {
    grid = undefined;
    drawing.stop();
    status.textContent = greeting;
    for (const side of sides) columns[side].expect([]);
    change({ ...parseAddress(""), count: settings.count });
    finish();
    void show();
  },
});

function column(side: Side): Column {
  return connectColumn(side, {
    onChoice: () => takeControls(),
    onPicture: (seed) => {
      change({ ...settings, picture: `${side}${seed}` });
      byId("one", HTMLElement).focus();
    },
  });
}

/** The choice where the grid has it, and otherwise the first that it has; the second column takes the next model, if there is one. */
function fittingChoice(choice: Choice, opened: OpenedGrid, isSecond: boolean): Choice {
  const one = (names: readonly string[], wanted: string, otherwise = names[0]!): string =>
    names.includes(wanted) ? wanted : otherwise;
  return {
    ...choice,
    model: one(opened.models, choice.model, opened.models[isSecond ? 1 : 0] ?? opened.models[0]!),
    adjective: one(opened.adjectives, choice.adjective),
    profession: one(opened.professions, choice.profession),
    setting: one(opened.settings, choice.setting),
  };
}

/** Puts the settings into the controls. */
function showSettings(): void {
  for (const side of sides) columns[side].showChoice(settings[side], grid);
  for (const [name, input] of Object.entries(numbers)) {
    if (input !== document.activeElement) input.value = String(settings[name as keyof typeof numbers]);
  }
  for (const each of document.querySelectorAll<HTMLElement>(".drawn-here")) each.hidden = grid !== undefined;
  for (const each of document.querySelectorAll<HTMLElement>(".from-elsewhere")) each.hidden = grid === undefined;
  for (const section of Object.values(sections)) section.showSettings();
  const [side, seed] = [settings.picture.slice(0, 1), Number(settings.picture.slice(1))];
  for (const each of sides) columns[each].select(settings.picture !== "" && each === side ? seed : undefined);
}

function takeControls(): void {
  const given = Object.fromEntries(Object.entries(numbers).map(([name, { value }]) => [name, value]));
  const { count, seed, steps } = parseAddress(`?${new URLSearchParams(given)}`);
  change({ ...settings, count, seed, steps, a: columns.a.choice(), b: columns.b.choice() });
}

function change(next: Settings): void {
  const before = settings;
  settings = next;
  history.replaceState(null, "", formatAddress(settings));
  update(before);
}

function update(before: Settings): void {
  showSettings();
  const isOther = (name: keyof Settings): boolean => JSON.stringify(before[name]) !== JSON.stringify(settings[name]);
  if ((["a", "b", "count", "seed", "steps"] as const).some(isOther)) void show();
  else {
    if (isOther("picture") || isOther("alike")) sections.one.update();
    if (isOther("picture") || isOther("without")) sections.asIf.update();
  }
  if (isOther("clusters")) sections.people.update();
}

/** Shows the pictures of both columns: draws them, or takes them from the grid that is open. */
function show(): Promise<void> {
  if (grid === undefined && !isStarted) return Promise.resolve();
  return drawing
    .run(
      async (signal) => {
        if (grid === undefined) await draw(signal);
        else await take(signal);
        finish();
        status.textContent = `Done: ${counted(columns.a.pictures.size, "picture")} on the left, ${columns.b.pictures.size} on the right.`;
      },
      (message) => {
        status.textContent = message;
      },
    )
    .finally(() => {
      stop.disabled = !drawing.isRunning();
      if (!drawing.isRunning()) showProgress(progress, undefined);
    });
}

/** Seed by seed, so that there is something to compare from the start. */
async function draw(signal: AbortSignal): Promise<void> {
  const { seed: first, count, steps } = settings;
  const seeds = Array.from({ length: count }, (_, i) => first + i);
  for (const side of sides) columns[side].expect(seeds);
  const orders = seeds.flatMap((seed) =>
    sides.map((side): DrawOrder => {
      const { model, adjective, profession, guidance } = settings[side];
      return { model: model as ModelName, adjective, profession, guidance, steps, seed };
    }),
  );
  stop.disabled = false;
  status.textContent = `Drawing ${orders.length} pictures …`;
  let done = 0;
  showProgress(progress, { done: 0 });
  await painter("draw", [orders], {
    signal,
    onPart(part) {
      if (part.type === "progress") {
        status.textContent = progressText(part);
        return showProgress(progress, part);
      }
      const side = sides[done % 2]!;
      columns[side].add(part.picture);
      done++;
      if (done === 1) status.textContent = `Drawing ${orders.length} pictures …`;
      return showProgress(progress, { done, total: orders.length });
    },
  });
}

async function take(signal: AbortSignal): Promise<void> {
  for (const side of sides) {
    const pictures = await measurer("picturesOf", [settings[side], settings.count], { signal });
    columns[side].expect(pictures.map(({ seed }) => seed));
    for (const picture of pictures) columns[side].add(picture);
  }
}

/** What is said about the pictures, as soon as they are there or no more are drawn. */
function finish(): void {
  showSettings();
  for (const section of Object.values(sections)) section.update();
}

let typing: ReturnType<typeof setTimeout> | undefined;
for (const input of Object.values(numbers)) {
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(takeControls, 600);
  });
  input.addEventListener("change", () => {
    clearTimeout(typing);
    takeControls();
    showSettings();
  });
}
byId("settings", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  isStarted = true;
  takeControls();
  void show();
});
stop.addEventListener("click", () => {
  drawing.stop();
  const all = sides.reduce((sum, side) => sum + columns[side].pictures.size, 0);
  status.textContent = `Stopped after ${counted(all, "picture")}.`;
  finish();
});
byId("swap", HTMLButtonElement).addEventListener("click", () =>
  change({
    ...settings,
    a: settings.b,
    b: settings.a,
    picture: settings.picture.replace(/^[ab]/, (side) => (side === "a" ? "b" : "a")),
  }),
);
addEventListener("popstate", () => {
  const before = settings;
  settings = parseAddress(location.search);
  update(before);
});
showSettings();
if (settings.data !== "") elsewhere.open(settings.data);
