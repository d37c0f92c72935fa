import { serve, type TaskOptions } from "@alt2img/core/worker";
import { pngParameters } from "@alt2img/diffusion/text-to-image";
import { encodePng } from "@alt2img/image";
import { inTurn } from "../worker/in-turn.js";
import { textToImageModels } from "../worker/text-to-image.js";
import type { StripOrder, StripPart, StripPicture, StripTasks } from "./tasks.js";

const modelOf = textToImageModels();
const oneAtATime = inTurn();

async function draw(
  { prompt, seed, steps, guidance, model: source }: StripOrder,
  { signal, onPart }: TaskOptions<StripPart>,
): Promise<StripPicture> {
  const model = await modelOf(source, (done, total) => onPart({ type: "read", done, total }));
  signal.throwIfAborted();
  for await (const event of model.generate(prompt, { seed, steps, guidanceScale: guidance, signal })) {
    if (event.type === "image") {
      const { image, cutWords } = event;
      const { width, height } = image;
      const { sampler } = model.scheduler;
      const parameters = { prompt, steps, sampler, guidance, seed, width, height, model: model.name };
      return { image, cutWords, parameters: pngParameters(parameters) };
    }
    const { index, steps: total, sigma, timestep } = event;
    onPart({ type: "step", step: { index, steps: total, sigma, timestep, guess: await event.preview() } });
    // A timer lets the page's messages in, such as one that stops this.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  throw new Error("The model gave no picture.");
}

serve<StripTasks, StripPart>({
  draw: ([order], options) => oneAtATime(() => draw(order, options), options.signal),
  png: ([{ image, parameters }]) => encodePng(image, { text: { parameters } }),
});
