import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import type { Client } from "@alt2img/core/worker";
import { addNoise, noiseScale, signalScale } from "@alt2img/diffusion";
import { drawingAt, drawingSets, noisyPicture, SIDE, toTensor } from "@alt2img/elements/diffusion";
import { byId, setOptions } from "@alt2img/example-shared/element";
import { curve } from "./curve.js";
import type { Settings } from "./settings.js";
import { showPicture } from "./show-picture.js";
import type { FormulaTasks, Part } from "./worker/protocol.js";

/** The slider's ends, as powers of 10. */
const [LEAST, MOST] = [-1.6, 1.3];

/** A drawing, the same with noise, and the best guess. Call `update` when the settings or the drawings are others. */
export function connectForwardView(call: Client<FormulaTasks, Part>): {
  update(settings: Settings, pixels: Uint8ClampedArray): void;
} {
  const example = byId("example", HTMLSelectElement);
  const amount = byId("amount", HTMLInputElement);
  const note = byId("amount-note", HTMLParagraphElement);
  const [clean, noised, guessed] = ["clean", "noised", "guessed"].map((id) => byId(id, HTMLCanvasElement)) as [
    HTMLCanvasElement,
    HTMLCanvasElement,
    HTMLCanvasElement,
  ];
  let noise: Tensor | undefined;
  let shown: { settings: Settings; pixels: Uint8ClampedArray } | undefined;
  let isAsking = false;
  let isStale = false;

  const show = (): void => {
    if (shown === undefined) return;
    const { settings, pixels } = shown;
    const sigma = 10 ** (LEAST + (Number(amount.value) / 100) * (MOST - LEAST));
    const level = { form: "vp" as const, sigma };
    noise ??= { dims: [3, SIDE, SIDE], data: createGenerator(0).randn(3 * SIDE * SIDE) };
    const index = Number(example.value);
    const drawing = drawingAt(pixels, index);
    const one = toTensor(new Uint8ClampedArray(drawing.data), SIDE, SIDE);
    const noisy = addNoise({ dims: [3, SIDE, SIDE], data: one.data }, noise, level);
    showPicture(clean, drawing);
    showPicture(noised, noisyPicture(noisy, level));
    byId("curve", HTMLDivElement).replaceChildren(curve(settings.schedule, settings.steps, sigma));
    const words = `${signalScale(level).toFixed(2)} × drawing + ${noiseScale(level).toFixed(2)} × noise`;
    amount.setAttribute("aria-valuetext", words);
    note.textContent = `${words}, that is a sigma of ${sigma.toPrecision(2)}.`;
    void ask(noisy, level);
  };

  /** One question at a time; the last one isn't left out. */
  const ask = async (
    ...[noisy, level]: [Parameters<FormulaTasks["guess"]>[1], Parameters<FormulaTasks["guess"]>[2]]
  ) => {
    isStale = isAsking;
    if (isAsking || shown === undefined) return;
    isAsking = true;
    try {
      showPicture(guessed, await call("guess", [{ set: shown.settings.set, kind: "" }, noisy, level]));
    } catch (error) {
      note.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      isAsking = false;
    }
    if (isStale) show();
  };

  amount.addEventListener("input", show);
  example.addEventListener("change", show);
  let set = "";
  return {
    update(settings, pixels) {
      shown = { settings, pixels };
      if (set !== settings.set) {
        set = settings.set;
        setOptions(example, Object.fromEntries(drawingSets[settings.set].names.entries()));
      }
      show();
    },
  };
}
