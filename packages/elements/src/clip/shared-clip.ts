import type { Progress } from "@alt2img/core";
import { type SharedWorker, sharedWorker } from "../worker/shared-worker.js";
import type { ClipTasks } from "./tasks.js";

/** The worker with the models, one for all elements of a page that compare pictures with texts. */
export const clipWorker: SharedWorker<ClipTasks, Progress> = /* @__PURE__ */ sharedWorker<ClipTasks, Progress>(
  () => new Worker(new URL("./clip-worker.js", import.meta.url), { type: "module", name: "alt2img-clip" }),
);
