let registering: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** Starts the service worker, which keeps all pages for later. Only a built workshop has one. */
export function startServiceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  registering ??=
    import.meta.env.PROD && "serviceWorker" in navigator
      ? navigator.serviceWorker.register("./service-worker.js").catch(() => undefined)
      : Promise.resolve(undefined);
  return registering;
}

/**
 * Waits until the service worker answers this page, so that what is fetched next is fetched once, packed, and kept. If there is none,
 * such as on a server without HTTPS, it doesn't wait.
 */
export async function whenKept(): Promise<void> {
  const registration = await startServiceWorker();
  if (registration === undefined || navigator.serviceWorker.controller !== null) return;
  const starting = registration.installing ?? registration.waiting;
  // It is there, but the page was loaded past it.
  if (starting === null) return;
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
    starting.addEventListener("statechange", () => starting.state === "redundant" && resolve());
  });
}
