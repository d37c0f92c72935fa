import { Alt2imgError } from "@alt2img/core";
import { type AnyTasks, type Client, clientOf } from "@alt2img/core/worker";

type Open<Tasks extends AnyTasks, Part> = { readonly worker: Worker; readonly call: Client<Tasks, Part> };

/**
 * Gives an element the worker that all elements of its kind share, with its models.
 *
 * @param removal aborts when the element is removed
 */
export type SharedWorker<Tasks extends AnyTasks, Part> = (removal: AbortSignal) => Client<Tasks, Part>;

/** How long a worker stays without users, in ms: an element that is moved, or shown again, finds its model still there. */
const LINGER = 1000;

/**
 * One worker for all elements of a kind on a page. The first call starts it; it ends a while after the last element that called it
 * was removed. A worker that failed is started again by the next call.
 *
 * @param start `() => new Worker(new URL("./NAME-worker.js", import.meta.url), { type: "module", name: "NAME" })`; bundlers know
 *   this form
 */
export function sharedWorker<Tasks extends AnyTasks, Part = never>(start: () => Worker): SharedWorker<Tasks, Part> {
  const users = new Set<AbortSignal>();
  let open: Open<Tasks, Part> | undefined;

  const end = (): void => {
    open?.worker.terminate();
    open = undefined;
  };
  const keepFor = (removal: AbortSignal): void => {
    if (users.has(removal) || removal.aborted) return;
    users.add(removal);
    const leave = (): void => {
      users.delete(removal);
      setTimeout(() => void (users.size === 0 && end()), LINGER);
    };
    removal.addEventListener("abort", leave, { once: true });
  };

  return (removal) =>
    async (...args) => {
      keepFor(removal);
      if (open === undefined) {
        const worker = start();
        open = { worker, call: clientOf(worker) };
      }
      try {
        return await open.call(...args);
      } catch (error) {
        if (error instanceof Alt2imgError && error.code === "core/worker") end();
        throw error;
      }
    };
}
