import { serve } from "@alt2img/core/worker";
import { once } from "../worker/once.js";
import { browse, datasetFacts, pairFacets, pairsOfRows } from "./browse.js";
import { openSource } from "./open-source.js";
import type { DatasetTasks } from "./tasks.js";

const open = once(openSource);

serve<DatasetTasks>({
  facts: async ([source]) => datasetFacts(await open(source)),
  browse: async ([source, question], { signal }) => browse(await open(source), question, { signal }),
  facets: async ([source], { signal }) => pairFacets(await open(source), { signal }),
  pairs: async ([source, rows], { signal }) => pairsOfRows(await open(source), rows, { signal }),
});
