import type { Client } from "@alt2img/core/worker";
import { connectSurface, drawingSets, SIDE } from "@alt2img/elements/diffusion";
import { byId, counted, h } from "@alt2img/example-shared/element";
import { painterCard } from "./painter-card.js";
import type { Settings } from "./settings.js";
import { connectSourcesView } from "./sources-view.js";
import type {
  Finished,
  Formula,
  FormulaOrder,
  FormulaTasks,
  NetworkTasks,
  PaintedStep,
  Painter,
  Part,
} from "./worker/protocol.js";

const PAINTERS: readonly Painter[] = ["optimal", "local", "network"];
/** Milliseconds a step, for those who want to watch. */
const SLOW = 400;

type PaintingOptions = {
  readonly formulas: Client<FormulaTasks, Part>;
  /** Starts the worker with the network. */
  readonly network: () => Client<NetworkTasks, Part>;
  readonly settings: () => Settings;
  readonly start: () => FormulaOrder["start"];
  /** The drawings of the set that is chosen, once they are there. */
  readonly pixels: () => Uint8ClampedArray | undefined;
};

/** The three painters, from the same seed. `run` stops what runs, and starts again. */
export function connectPainting({ formulas, network, settings, start, pixels }: PaintingOptions): { run(): void } {
  const status = byId("run-status", HTMLParagraphElement);
  const stop = byId("stop", HTMLButtonElement);
  const slider = byId("step", HTMLInputElement);
  const slowly = byId("slowly", HTMLInputElement);
  const output = byId("step-value", HTMLOutputElement);
  const cards = { optimal: painterCard("optimal"), local: painterCard("local"), network: painterCard("network") };
  const steps: Record<Painter, PaintedStep[]> = { optimal: [], local: [], network: [] };
  let controller: AbortController | undefined;
  /** Whether the slider goes along with the run. */
  let isFollowing = true;
  let frame = 0;
  let networkClient: Client<NetworkTasks, Part> | undefined;
  let isNetworkLoaded = false;
  let painted: Settings = settings();
  let pointed: { painter: Formula; row: number; column: number } | undefined;

  byId("painters", HTMLDivElement).replaceChildren(...PAINTERS.map((painter) => cards[painter].element));
  const sources = connectSourcesView(formulas, () => {
    const shown = pixels();
    return shown && { settings: painted, pixels: shown };
  });

  const shownStep = (painter: Painter): PaintedStep | undefined =>
    steps[painter][Math.min(Number(slider.value), steps[painter].length - 1)];

  const show = (): void => {
    frame = 0;
    const most = Math.max(...PAINTERS.map((painter) => steps[painter].length));
    slider.disabled = most === 0;
    slider.max = String(Math.max(0, most - 1));
    if (isFollowing) slider.value = slider.max;
    const sigma = PAINTERS.map(shownStep).find((step) => step !== undefined)?.sigma;
    output.textContent =
      sigma === undefined ? "–" : `${Number(slider.value) + 1} of ${most}, sigma ${formatSigma(sigma)}`;
    slider.setAttribute("aria-valuetext", output.textContent);
    for (const painter of PAINTERS) cards[painter].show(shownStep(painter));
  };
  /** Many steps can come between two frames. */
  const showSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(show);
  };

  const take = (part: Part): void => {
    if (part.type === "step") {
      steps[part.step.painter].push(part.step);
      showSoon();
    } else if (part.type === "finished") cards[part.finished.painter].setNote(outcome(part.finished, painted));
  };

  const ask = (isKey: boolean): void => {
    if (pointed === undefined) return;
    const shown = shownStep(pointed.painter);
    if (shown !== undefined) sources.ask({ ...pointed, step: shown.index }, isKey);
  };

  async function run(): Promise<void> {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    const { signal } = own;
    painted = settings();
    for (const painter of PAINTERS) steps[painter] = [];
    for (const painter of ["optimal", "local"] as const) cards[painter].setNote("");
    if (isNetworkLoaded) cards.network.setNote("");
    sources.clear();
    isFollowing = true;
    stop.disabled = false;
    status.textContent = "Drawing …";
    showSoon();
    const pace = slowly.checked ? SLOW : 0;
    const started = performance.now();
    const options = { signal, onPart: (part: Part) => void (signal.aborted || take(part)) };
    try {
      const runs = [formulas("paint", [{ ...painted, start: start(), pace }], options)];
      if (isNetworkLoaded && networkClient !== undefined) {
        const { prompt, sampler, steps: count, guidance, seed } = painted;
        runs.push(networkClient("paint", [{ prompt, sampler, steps: count, guidance, seed, pace }], options));
      }
      await settleAll(runs);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      status.textContent = `Done: ${counted(steps.optimal.length, "step")} in ${seconds} seconds.`;
      ask(false);
    } catch (error) {
      if (controller !== own) return;
      status.textContent = signal.aborted
        ? `Stopped after ${counted(steps.optimal.length, "step")}.`
        : error instanceof Error
          ? error.message
          : String(error);
    } finally {
      if (controller === own) stop.disabled = true;
    }
  }

  function showLoadButton(): void {
    const progress = h("progress", { max: 1, value: 0, "aria-label": "Loading the network", hidden: true });
    const button = h("button", { type: "button" }, "Load the network (34 MB)");
    const message = h("span", { role: "status" });
    const row = h("p", { class: "load" }, button, progress, message);
    button.addEventListener("click", async () => {
      button.disabled = true;
      progress.hidden = false;
      message.textContent = "Loading …";
      try {
        networkClient ??= network();
        await networkClient("load", [], {
          onPart: (part) => void (part.type === "read" && (progress.value = part.done / part.total)),
        });
        isNetworkLoaded = true;
        row.remove();
        void run();
      } catch (error) {
        networkClient = undefined;
        progress.hidden = true;
        message.textContent = error instanceof Error ? error.message : String(error);
        button.disabled = false;
        button.focus();
      }
    });
    cards.network.surface.after(row);
  }

  slider.addEventListener("input", () => {
    isFollowing = slider.value === slider.max;
    showSoon();
    ask(false);
  });
  stop.addEventListener("click", () => controller?.abort());
  for (const painter of ["optimal", "local"] as const) {
    connectSurface(cards[painter].surface, {
      rows: SIDE,
      columns: SIDE,
      onMove({ row, column }, { isKey }) {
        pointed = { painter, row, column };
        ask(isKey);
      },
    });
  }
  showLoadButton();
  show();
  return { run: () => void run() };
}

/** Waits for all; then throws the first error. */
async function settleAll(runs: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(runs)) if (result.status === "rejected") throw result.reason;
}

function outcome({ sampler, steps, calls, nearest }: Finished, { set }: Settings): string {
  const asked = `${counted(steps, "step")} with ${sampler}${calls > steps ? `, ${counted(calls, "guess", "guesses")}` : ""}`;
  if (nearest === undefined) return asked;
  const name = drawingSets[set].names[nearest.drawing]!;
  const difference = 100 * nearest.difference;
  if (difference < 0.5) return `${asked}. This is “${name}” of the set, to the last pixel.`;
  return `${asked}. Nearest in the set: “${name}”, ${difference.toFixed(0)} % away.`;
}

const formatSigma = (sigma: number): string =>
  (Number.isFinite(sigma) ? sigma.toPrecision(2) : "∞").replace(/e.*/, "…");
