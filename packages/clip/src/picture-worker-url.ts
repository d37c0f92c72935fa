/**
 * The worker that prepares pictures on a page, relative to this file or to `dist/index.js`. Vite and webpack know this form:
 * they put the file next to the ones they build, and its URL here. The parentheses must contain nothing else.
 */
export const pictureWorkerUrl = (): URL => new URL("../dist/clip-picture-worker.js", import.meta.url);

/** The URL of the module that this became part of. */
export const moduleUrl = (): string => import.meta.url;
