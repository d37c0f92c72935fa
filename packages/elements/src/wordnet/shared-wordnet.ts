import { type SharedWorker, sharedWorker } from "../worker/shared-worker.js";
import type { WordnetTasks } from "./tasks.js";

/** The worker with WordNet, one for all elements of a page that show it. */
export const wordnetWorker: SharedWorker<WordnetTasks, never> = /* @__PURE__ */ sharedWorker<WordnetTasks>(
  () => new Worker(new URL("./wordnet-worker.js", import.meta.url), { type: "module", name: "alt2img-wordnet" }),
);
