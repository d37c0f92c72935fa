// Written by `npm run entries` from what lies in data/ and models/.
import type { PackagedFile } from "./packaged-file.js";

export const clipFiles: readonly PackagedFile[] = [
  {
    path: "README.md",
    url: new URL("../models/clip/README.md", import.meta.url),
    bytes: 15940,
    sha256: "0bbc6620ec9531898d2bbb6e0756c60257cd385fe3b4bc1c1b4452a805f4d6a9",
  },
  {
    path: "config.json",
    url: new URL("../models/clip/config.json", import.meta.url),
    bytes: 1171,
    sha256: "aa58c7938bdd7d57bc1ccf61e403471b562dce4d79cea28683d402d18ced294d",
  },
  {
    path: "merges.txt",
    url: new URL("../models/clip/merges.txt", import.meta.url),
    bytes: 23494,
    sha256: "9817a17f31a038c485f0080318257d94437f4bc3682fdc28af4602dcd0c4c444",
  },
  {
    path: "model.safetensors",
    url: new URL("../models/clip/model.safetensors", import.meta.url),
    bytes: 7523738,
    sha256: "2c579c35d4453b35fd18a90b861daf1ac170737b83dcf87ff497747096a55eb0",
  },
  {
    path: "onnx/text_model.onnx",
    url: new URL("../models/clip/onnx/text_model.onnx", import.meta.url),
    bytes: 2068424,
    sha256: "e1f7dd8c13eac19d3fda9c1eb0aac7cd7cee77d91f1ff3ec0359b88a2ad9e0fe",
  },
  {
    path: "onnx/vision_model.onnx",
    url: new URL("../models/clip/onnx/vision_model.onnx", import.meta.url),
    bytes: 5602884,
    sha256: "939173a66d3a6f68bedf42f73dfb269437be44965308d5f9dd320efebdd3cdeb",
  },
  {
    path: "preprocessor_config.json",
    url: new URL("../models/clip/preprocessor_config.json", import.meta.url),
    bytes: 463,
    sha256: "f26fdb9c80408ff2a5e63d9eec6cd267fb51562275184e43a8ad93c2ac9e34d6",
  },
  {
    path: "special_tokens_map.json",
    url: new URL("../models/clip/special_tokens_map.json", import.meta.url),
    bytes: 133,
    sha256: "841c138373f4f9dd8a6b07a2e4d19b1e62b5364d7e09c41762bab5f7b851eb7f",
  },
  {
    path: "tokenizer.json",
    url: new URL("../models/clip/tokenizer.json", import.meta.url),
    bytes: 190790,
    sha256: "9d0bf22e577be1af5be74e33d2bbb76fa6610576a7948aa2fafdbe4dce46e573",
  },
  {
    path: "tokenizer_config.json",
    url: new URL("../models/clip/tokenizer_config.json", import.meta.url),
    bytes: 315,
    sha256: "cb49258e76e32a847536064429bbeabe15d6bbc29d63c7f67c31a4480214a25c",
  },
  {
    path: "vocab.json",
    url: new URL("../models/clip/vocab.json", import.meta.url),
    bytes: 43723,
    sha256: "48058b06721a11089015e4c54c50c6f4538cae5102d7d21abc8c0ba846fc9a10",
  },
];
