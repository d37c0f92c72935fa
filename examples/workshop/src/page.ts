import { keepFields } from "./keep.js";
import { startServiceWorker } from "./offline.js";

keepFields();
// After everything that the page shows.
addEventListener("load", () => {
  const start = (): void => void startServiceWorker();
  if ("requestIdleCallback" in globalThis) requestIdleCallback(start);
  else setTimeout(start, 0);
});
