import { type SharedWorker, sharedWorker } from "../worker/shared-worker.js";
import type { DrawingPart, TextToImageTasks } from "./tasks.js";

/** The worker with the models, one for all elements of a page that draw by text-to-image models. */
export const textToImageWorker: SharedWorker<TextToImageTasks, DrawingPart> = /* @__PURE__ */ sharedWorker<
  TextToImageTasks,
  DrawingPart
>(
  () =>
    new Worker(new URL("./text-to-image-worker.js", import.meta.url), {
      type: "module",
      name: "alt2img-text-to-image",
    }),
);
