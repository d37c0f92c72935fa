import { serve } from "@alt2img/core/worker";
import { drawingSets } from "../drawings/drawing-sets.js";
import { tensorOf } from "../drawings/read-drawings.js";
import { type Drawn, draw } from "./draw.js";
import type { AttributionTasks } from "./tasks.js";

/** The last runs, for questions about their pixels. */
const runs = new Map<number, Drawn>();
const MOST_RUNS = 20;
let lastRun = 0;

serve<AttributionTasks>({
  async draw([{ set, ...order }], { signal }) {
    const drawn = await draw(order, await tensorOf(set), drawingSets[set].names, { signal });
    const run = ++lastRun;
    runs.set(run, drawn);
    runs.delete(run - MOST_RUNS);
    const { image, nearest } = drawn;
    return { run, image, nearest };
  },
  sourcesOf: ([run, row, column]) => runs.get(run)?.sourcesOf(row, column),
});
