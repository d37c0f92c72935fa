/**
 * The worker of `mapEmbeddings`, relative to this file or to the file in `dist` that it becomes: which is why it is an entry of its own.
 * Vite and webpack know this form: they put the worker next to the files that they build, and its URL here. The parentheses must
 * contain nothing else.
 */
export const mapWorkerUrl = (): URL => new URL("../dist/map-worker.js", import.meta.url);

/** The URL of the module that this became part of. */
export const moduleUrl = (): string => import.meta.url;
