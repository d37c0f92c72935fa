import { sourceUrl } from "../base/source-url.js";
import { type SharedWorker, sharedWorker } from "../worker/shared-worker.js";
import type { DatasetPart, DatasetTasks } from "./tasks.js";
import { TINY_TRAINING_SET } from "./tiny-training-set.js";

/** The worker that reads datasets, one for all elements of a page that show them. */
export const datasetWorker: SharedWorker<DatasetTasks, DatasetPart> = /* @__PURE__ */ sharedWorker<
  DatasetTasks,
  DatasetPart
>(() => new Worker(new URL("./dataset-worker.js", import.meta.url), { type: "module", name: "alt2img-dataset" }));

/** The attribute `src` for the worker. @throws Alt2imgError `elements/attribute` */
export function datasetSource(src: string | undefined, baseUrl: string): string {
  if (src === undefined || src === TINY_TRAINING_SET) return src ?? "";
  return sourceUrl("src", src, baseUrl);
}
