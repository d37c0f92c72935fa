import { serve, type TaskOptions } from "@alt2img/core/worker";
import { type GeneratedImage, type GenerationStep, pngParameters } from "@alt2img/diffusion/text-to-image";
import { encodePng } from "@alt2img/image";
import { isPipelineSampler } from "../diffusion/sampler-forms.js";
import { inTurn } from "../worker/in-turn.js";
import { textToImageModels } from "../worker/text-to-image.js";
import type { DrawingPart, DrawnPicture, PictureOrder, TextToImageTasks } from "./tasks.js";

const modelOf = textToImageModels();
const oneAtATime = inTurn();

type OnStep = (step: GenerationStep) => Promise<void>;

async function draw(
  { prompt, seed, steps, guidance, model: source, sampler: wanted }: PictureOrder,
  { signal, onPart }: TaskOptions<DrawingPart>,
  onStep: OnStep,
): Promise<DrawnPicture> {
  const model = await modelOf(source, (done, total) => onPart({ type: "read", done, total }));
  signal.throwIfAborted();
  const chosen = wanted !== undefined && isPipelineSampler(wanted) ? { sampler: wanted } : {};
  const settings = { seed, steps, guidanceScale: guidance, predictions: true, signal, ...chosen };
  let calls = 0;
  const begun = performance.now();
  for await (const event of model.generate(prompt, settings)) {
    if (event.type === "image") {
      const { image, cutWords }: GeneratedImage = event;
      const { width, height } = image;
      const { sampler } = { ...model.scheduler, ...chosen };
      const parameters = { prompt, steps, sampler, guidance, seed, width, height, model: model.name };
      const seconds = (performance.now() - begun) / 1000;
      return { image, calls, seconds, cutWords, parameters: pngParameters(parameters) };
    }
    calls += event.predictions?.length ?? 0;
    await onStep(event);
    // A timer lets the page's messages in, such as one that stops this.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  throw new Error("The model gave no picture.");
}

const withGuesses =
  ({ onPart }: TaskOptions<DrawingPart>): OnStep =>
  async ({ index, steps, sigma, timestep, preview }) =>
    onPart({ type: "step", step: { index, steps, sigma, timestep, guess: await preview() } });

serve<TextToImageTasks, DrawingPart>({
  drawSteps: ([order], options) => oneAtATime(() => draw(order, options, withGuesses(options)), options.signal),
  draw: ([order], options) => oneAtATime(() => draw(order, options, async () => undefined), options.signal),
  png: ([{ image, parameters }]) => encodePng(image, { text: { parameters } }),
});
