import { clientOf } from "@alt2img/core/worker";
import { samplers } from "@alt2img/diffusion";
import { drawingSets, type SetName, scheduleTitles } from "@alt2img/elements/diffusion";
import "@alt2img/elements/as-you-type";
import "@alt2img/elements/sampler-comparison";
import "@alt2img/elements/trajectories";
import { byId, counted, h, setOptions } from "@alt2img/example-shared/element";
import { connectNoiseCanvas } from "./canvas-of-noise.js";
import { connectForwardView } from "./forward-view.js";
import { connectPainting } from "./painting.js";
import { formatAddress, limits, parseAddress, patchTitles, type Settings } from "./settings.js";
import type { FormulaTasks, NetworkTasks, Part } from "./worker/protocol.js";

const formulas = clientOf<FormulaTasks, Part>(
  new Worker(new URL("./worker/formulas.ts", import.meta.url), { type: "module", name: "formulas" }),
);
const network = () =>
  clientOf<NetworkTasks, Part>(
    new Worker(new URL("./worker/network.ts", import.meta.url), { type: "module", name: "network" }),
  );

/** The controls, by the settings that they are for. */
const controls = {
  set: byId("set", HTMLSelectElement),
  kind: byId("kind", HTMLSelectElement),
  sampler: byId("sampler", HTMLSelectElement),
  schedule: byId("schedule", HTMLSelectElement),
  steps: byId("steps", HTMLInputElement),
  guidance: byId("guidance", HTMLInputElement),
  patch: byId("patch", HTMLSelectElement),
  seed: byId("seed", HTMLInputElement),
  prompt: byId("prompt", HTMLInputElement),
} satisfies Record<keyof Settings, HTMLInputElement | HTMLSelectElement>;

/** Whether someone types what is in a control, and may not be done. */
const isTyped = (control: HTMLInputElement | HTMLSelectElement): boolean =>
  control instanceof HTMLInputElement && control.type !== "range";

let settings = parseAddress(location.search);
let pixels: { set: SetName; data: Uint8ClampedArray } | undefined;

const samplerTitles = Object.fromEntries(samplers.map(({ name }) => [name, name]));
setOptions(controls.set, Object.fromEntries(Object.keys(drawingSets).map((name) => [name, name])));
setOptions(controls.sampler, samplerTitles);
setOptions(controls.schedule, scheduleTitles);
setOptions(controls.patch, patchTitles);

const noise = connectNoiseCanvas(() => painting.run());
const forward = connectForwardView(formulas);
const painting = connectPainting({
  formulas,
  network,
  settings: () => settings,
  start: noise.start,
  pixels: () => (pixels?.set === settings.set ? pixels.data : undefined),
});

/** Puts the settings into the controls and into what is said about them. */
function showSettings(): void {
  setOptions(controls.kind, {
    "": "anything",
    ...Object.fromEntries(drawingSets[settings.set].kinds.map((kind) => [kind, kind])),
  });
  for (const [name, control] of Object.entries(controls)) {
    // Who is typing a number isn't interrupted.
    const isBeingTyped = control === document.activeElement && control.value !== "" && isTyped(control);
    if (!isBeingTyped) control.value = String(settings[name as keyof Settings]);
  }
  const { stochastic, order, callsPerStep, paper } = samplers.find(({ name }) => name === settings.sampler)!;
  byId("sampler-note", HTMLParagraphElement).replaceChildren(
    `${settings.sampler}: order ${order}, ${counted(callsPerStep, "guess", "guesses")} a step, ${stochastic ? "adds fresh noise in each step" : "no chance after the start"} (`,
    h("a", { href: paper, target: "_blank", rel: "noreferrer" }, "paper"),
    "). The network keeps the schedule that it was trained for.",
  );
  byId("guidance-value", HTMLOutputElement).textContent = String(settings.guidance);
  byId("guidance-note", HTMLParagraphElement).textContent =
    settings.kind === ""
      ? "Guidance exaggerates what the prompt changes. The formulas need a kind of drawing for it."
      : `Guidance exaggerates the difference between “${settings.kind}” and the whole set.`;
}

/** Takes what the controls say, and does again what depends on it. */
function takeControls(): void {
  const parameters = new URLSearchParams(
    Object.entries(controls).map(([name, { value }]): [string, string] => [name, value]),
  );
  change(parseAddress(`?${parameters}`));
}

function change(next: Settings): void {
  const before = settings;
  settings = next;
  // The fragment is the state of the points in the plane.
  history.replaceState(null, "", formatAddress(settings) + location.hash);
  update(before);
}

function update(before: Settings | undefined): void {
  showSettings();
  if (before?.seed !== settings.seed) noise.setSeed(settings.seed);
  if (pixels?.set === settings.set) forward.update(settings, pixels.data);
  else void open(settings.set);
  const hasChanged = (name: keyof Settings): boolean => before?.[name] !== settings[name];
  if ((Object.keys(settings) as (keyof Settings)[]).some(hasChanged)) painting.run();
}

async function open(set: SetName): Promise<void> {
  try {
    const data = await formulas("pictures", [set]);
    if (set !== settings.set) return;
    pixels = { set, data };
    forward.update(settings, data);
  } catch (error) {
    byId("amount-note", HTMLParagraphElement).textContent = error instanceof Error ? error.message : String(error);
  }
}

let typing: ReturnType<typeof setTimeout> | undefined;
for (const [name, control] of Object.entries(controls)) {
  // A select and a slider say at once what is chosen; who types isn't done yet.
  control.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(takeControls, isTyped(control) ? 400 : 0);
  });
  control.addEventListener("change", () => {
    if (!isTyped(control)) return;
    clearTimeout(typing);
    takeControls();
    control.value = String(settings[name as keyof Settings]);
  });
}
byId("settings", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  takeControls();
  painting.run();
});
byId("next-seed", HTMLButtonElement).addEventListener("click", () =>
  change({ ...settings, seed: settings.seed >= limits.seed[1] ? 0 : settings.seed + 1 }),
);
addEventListener("popstate", () => {
  const before = settings;
  settings = parseAddress(location.search);
  update(before);
});
// In a task of its own, so that the page is drawn before.
setTimeout(() => update(undefined));
