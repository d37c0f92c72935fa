// Written by `npm run entries` in packages/tiny.
export const files = [
  {
    path: "training-set-map.bin",
    url: new URL("./files/training-set-map.bin", import.meta.url),
    bytes: 75836,
    sha256: "0d6b8dcf5692f5184cf94046469ecb0ed0e4042cb9a2b58ba2fdce72ecfb0d87",
  },
  {
    path: "training-set-map.webp",
    url: new URL("./files/training-set-map.webp", import.meta.url),
    bytes: 1669136,
    sha256: "66e07241aaa1a5fa2a9a566761861e272d3d4987cbeeb39d5ff30385e7d4f51b",
  },
  {
    path: "training-set.parquet",
    url: new URL("./files/training-set.parquet", import.meta.url),
    bytes: 39701928,
    sha256: "eb2f4027f8061b4885fa0912aafebb7dee883e1cab0fa7820e039d859d84ee5a",
  },
];
