// Written by `npm run entries` from what lies in data/ and models/.
import type { PackagedFile } from "./packaged-file.js";

export const trainingSetFiles: readonly PackagedFile[] = [
  {
    path: "training-set.parquet",
    url: new URL("../data/training-set.parquet", import.meta.url),
    bytes: 32034040,
    sha256: "0c8f396a9c407daea3c788bce97f78ef557229ad89d6b0ea9b40c39da70b2858",
  },
];
