// Written by `npm run entries` in packages/tiny.
export const files = [
  {
    path: "README.md",
    url: new URL("./files/README.md", import.meta.url),
    bytes: 17619,
    sha256: "15421bd0317962e55fb54e1c5d319f7cd0332db7d79e7713648d5a964c3ff204",
  },
  {
    path: "config.json",
    url: new URL("./files/config.json", import.meta.url),
    bytes: 1171,
    sha256: "aa58c7938bdd7d57bc1ccf61e403471b562dce4d79cea28683d402d18ced294d",
  },
  {
    path: "merges.txt",
    url: new URL("./files/merges.txt", import.meta.url),
    bytes: 23531,
    sha256: "4019f28dba005a40d5727013815e793cc50b3b6f0c7f3ba9a218db3cb83c6fb7",
  },
  {
    path: "model.safetensors",
    url: new URL("./files/model.safetensors", import.meta.url),
    bytes: 7523738,
    sha256: "8a8169d980f0b3d1cb59964d5121990c326db7f8e662830f9b36ba5957f8e48d",
  },
  {
    path: "onnx/text_model.onnx",
    url: new URL("./files/onnx/text_model.onnx", import.meta.url),
    bytes: 2068424,
    sha256: "26df351e29acd71bcf8231a535bff41db940cf916f6536150a49f62d6f25c077",
  },
  {
    path: "onnx/vision_model.onnx",
    url: new URL("./files/onnx/vision_model.onnx", import.meta.url),
    bytes: 5602884,
    sha256: "5edbffb15b763e38c03e3a276fe86e910e9b2e8fbcc1525d704cbefdd916d6b6",
  },
  {
    path: "preprocessor_config.json",
    url: new URL("./files/preprocessor_config.json", import.meta.url),
    bytes: 463,
    sha256: "f26fdb9c80408ff2a5e63d9eec6cd267fb51562275184e43a8ad93c2ac9e34d6",
  },
  {
    path: "special_tokens_map.json",
    url: new URL("./files/special_tokens_map.json", import.meta.url),
    bytes: 133,
    sha256: "841c138373f4f9dd8a6b07a2e4d19b1e62b5364d7e09c41762bab5f7b851eb7f",
  },
  {
    path: "tokenizer.json",
    url: new URL("./files/tokenizer.json", import.meta.url),
    bytes: 190864,
    sha256: "940742e0587819ef15329519e8e2e3829e24e6d6ca3e5a4e9c775608810bebec",
  },
  {
    path: "tokenizer_config.json",
    url: new URL("./files/tokenizer_config.json", import.meta.url),
    bytes: 315,
    sha256: "cb49258e76e32a847536064429bbeabe15d6bbc29d63c7f67c31a4480214a25c",
  },
  {
    path: "training.json",
    url: new URL("./files/training.json", import.meta.url),
    bytes: 253,
    sha256: "3acc12473447088ec958d3932545d6e522d4f223741fe644cc0eb7c3cb49ce15",
  },
  {
    path: "vocab.json",
    url: new URL("./files/vocab.json", import.meta.url),
    bytes: 43760,
    sha256: "d6cfdaab1bbf461de309488ce5279f78702996637d54a7fbccee1f63f4dc9005",
  },
];
