import { biasGrid, type DrawImage, type GridImage, type GridPlan, gridCells } from "@alt2img/bias/grid";
import { serve, type TaskOptions } from "@alt2img/core/worker";
import type { TextToImage } from "@alt2img/diffusion/text-to-image";
import { type OnRead, openTextToImage } from "@alt2img/elements/text-to-image";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { type ModelName, modelTitles, PROMPT } from "../world.js";
import type { DrawOrder, PainterTasks, Part } from "./protocol.js";

const folders = { tiny: tinyStableDiffusion, twin: tinySkewedTwin };
const loading = new Map<ModelName, Promise<TextToImage>>();

/** Every picture that was drawn, by its key in a grid. The oldest go first, when there are more than a page should hold. */
const drawn = new Map<string, GridImage>();
const MOST_DRAWN = 5000;

/** A model is loaded once, by the first picture that needs it, and stays. */
function model(name: ModelName, options: TaskOptions<Part>): Promise<TextToImage> {
  const known = loading.get(name);
  if (known !== undefined) return known;
  const opening = open(name, options);
  loading.set(name, opening);
  opening.catch(() => loading.delete(name));
  return opening;
}

function open(name: ModelName, { signal, onPart }: TaskOptions<Part>): Promise<TextToImage> {
  const onRead: OnRead = (done, total = done) =>
    onPart({ type: "progress", stage: `Loading the ${modelTitles[name]}`, done, total, unit: "bytes" });
  return openTextToImage(folders[name], { signal, onRead });
}

const planOf = ({ model, adjective, profession, guidance, steps, seed }: DrawOrder): GridPlan => ({
  prompts: PROMPT,
  axes: { adjective: [adjective], profession: [profession] },
  models: [model],
  settings: { guidance: [guidance], steps: [steps] },
  seeds: [seed],
});

async function draw(order: DrawOrder, options: TaskOptions<Part>): Promise<GridImage> {
  const plan = planOf(order);
  const [cell] = gridCells(plan);
  const known = drawn.get(cell!.key);
  if (known !== undefined) return known;
  const loaded = await model(order.model, options);
  const drawImage: DrawImage = async (prompt, { seed, signal }) => {
    const { guidance: guidanceScale, steps } = order;
    for await (const event of loaded.generate(prompt, { seed, guidanceScale, steps, signal })) {
      if (event.type === "image") return event.image;
    }
    throw new Error("The model gave no picture.");
  };
  for await (const picture of biasGrid({ ...plan, models: { [order.model]: drawImage } }, { signal: options.signal })) {
    drawn.set(picture.key, picture);
    const [oldest] = drawn.keys();
    if (drawn.size > MOST_DRAWN && oldest !== undefined) drawn.delete(oldest);
    return picture;
  }
  throw new Error("The grid gave no picture.");
}

/** The pictures of several tasks take turns: the models draw one at a time. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn(order: DrawOrder, options: TaskOptions<Part>): Promise<GridImage> {
  const next = turn.then(() => {
    options.signal.throwIfAborted();
    return draw(order, options);
  });
  turn = next.catch(() => undefined);
  return next;
}

serve<PainterTasks, Part>({
  async draw([orders], options) {
    for (const order of orders) options.onPart({ type: "picture", picture: await inTurn(order, options) });
    return undefined;
  },
});
