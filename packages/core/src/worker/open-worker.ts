/** A worker, and how it ends. */
export type PageWorker = {
  readonly worker: Worker;
  /** Ends it, whatever it is doing. */
  terminate(): void;
};

/**
 * Starts a module worker. A worker from another origin (a CDN) is started by a small script of the page's own origin, in
 * a blob.
 */
export function openWorker(url: URL, name: string): PageWorker {
  const options: WorkerOptions = { type: "module", name };
  if (url.origin === globalThis.location.origin) {
    const worker = new Worker(url, options);
    return { worker, terminate: () => worker.terminate() };
  }
  const script = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  const blobUrl = URL.createObjectURL(script);
  const worker = new Worker(blobUrl, options);
  return {
    worker,
    terminate() {
      worker.terminate();
      URL.revokeObjectURL(blobUrl);
    },
  };
}

/** Why a worker failed, as far as one can find out: the event of a script that can't be loaded doesn't say why. */
export async function workerFailure(url: URL, event: ErrorEvent): Promise<string> {
  event.preventDefault();
  const reason = event.message || "the browser doesn't say why";
  const found = await fetch(url, { method: "HEAD" }).then(
    ({ ok, status, headers }) =>
      ok ? `a file of type ${headers.get("Content-Type") ?? "unknown"} is there` : `the server answers ${status}`,
    () => "it can't be fetched",
  );
  return `The worker ${url} failed: ${reason}; ${found}.`;
}
