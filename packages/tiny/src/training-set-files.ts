// Written by `npm run entries` from what lies in data/ and models/.
import type { PackagedFile } from "./packaged-file.js";

export const trainingSetFiles: readonly PackagedFile[] = [
  {
    path: "training-set.parquet",
    url: new URL("../data/training-set.parquet", import.meta.url),
    bytes: 39642624,
    sha256: "7eb9ce4541b6613eac7c2333ba3f6b125850c4730a426677b722fd0ac5c6a1c9",
  },
];
