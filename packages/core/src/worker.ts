/**
 * What runs in workers of a page: calls to their tasks, where the files of packaged workers are, and how they are started.
 * @module worker
 */

export { type CallOptions, type Client, clientOf } from "./worker/client.js";
export { openWorker, type PageWorker, workerFailure } from "./worker/open-worker.js";
export { orAborted } from "./worker/or-aborted.js";
export type { AnyTasks } from "./worker/protocol.js";
export { type Served, type ServedTaskOptions, serve, type TaskOptions } from "./worker/serve.js";
export { type PackagedWorker, workerUrl } from "./worker/worker-url.js";
