// Written by `npm run entries` in packages/tiny.
export const files = [
  {
    path: "training-set.parquet",
    url: new URL("./files/training-set.parquet", import.meta.url),
    bytes: 39642624,
    sha256: "7eb9ce4541b6613eac7c2333ba3f6b125850c4730a426677b722fd0ac5c6a1c9",
  },
];
