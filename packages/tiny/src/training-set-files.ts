// Written by `npm run entries` from what lies in data/ and models/.
import type { PackagedFile } from "./packaged-file.js";

export const trainingSetFiles: readonly PackagedFile[] = [
  {
    path: "training-set.parquet",
    url: new URL("../data/training-set.parquet", import.meta.url),
    bytes: 39345605,
    sha256: "58001cb3f7dceb4c55f1288e1181a5c04d53027cb4110331a28fabb598ba2e44",
  },
];
