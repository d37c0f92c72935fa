/**
 * Files of a package that run as workers of a page: where they are, and how they are started.
 * @module worker
 */

export { openWorker, type PageWorker, workerFailure } from "./worker/open-worker.js";
export { orAborted } from "./worker/or-aborted.js";
export { type PackagedWorker, workerUrl } from "./worker/worker-url.js";
