import { serve } from "@alt2img/core/worker";
import { layOutPairs } from "../dataset-map/lay-out-pairs.js";
import { mapOfTrainingSet, thumbnailsOfTrainingSet } from "../dataset-map/map-of-training-set.js";
import { thumbnails } from "../dataset-map/thumbnails.js";
import { once } from "../worker/once.js";
import { browse, datasetFacts, pairFacets, pairsOfRows } from "./browse.js";
import { openSource } from "./open-source.js";
import type { DatasetPart, DatasetTasks } from "./tasks.js";
import { TINY_TRAINING_SET } from "./tiny-training-set.js";

const open = once(openSource);

serve<DatasetTasks, DatasetPart>({
  facts: async ([source]) => datasetFacts(await open(source)),
  browse: async ([source, question], { signal }) => browse(await open(source), question, { signal }),
  facets: async ([source], { signal }) => pairFacets(await open(source), { signal }),
  pairs: async ([source, rows], { signal }) => pairsOfRows(await open(source), rows, { signal }),
  layOut: async ([source, seed], { signal, onPart }) => {
    const dataset = await open(source);
    return source === TINY_TRAINING_SET
      ? mapOfTrainingSet(dataset, { signal, onProgress: onPart })
      : layOutPairs(dataset, { seed, signal, onProgress: onPart });
  },
  thumbnails: async ([source, rows], { signal, transfer }) => {
    const bitmaps =
      source === TINY_TRAINING_SET
        ? await thumbnailsOfTrainingSet(rows)
        : await thumbnails(await open(source), rows, { signal });
    transfer(...bitmaps.filter((each) => each !== undefined));
    return bitmaps;
  },
});
