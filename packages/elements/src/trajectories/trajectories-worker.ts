import { serve } from "@alt2img/core/worker";
import type { TrajectoriesTasks } from "./tasks.js";
import { walk } from "./walk.js";

serve<TrajectoriesTasks>({
  walk: ([order], { signal }) => walk(order, { signal }),
});
