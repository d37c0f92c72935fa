// Written by `npm run entries` from what lies in data/ and models/.
import type { PackagedFile } from "./packaged-file.js";

export const skewedTwinFiles: readonly PackagedFile[] = [
  {
    path: "README.md",
    url: new URL("../models/skewed-twin/README.md", import.meta.url),
    bytes: 4550,
    sha256: "68b32f478bb2422f075f04129cf48ca9e662e5c21b28badede20e2590bf54059",
  },
  {
    path: "model_index.json",
    url: new URL("../models/stable-diffusion/model_index.json", import.meta.url),
    bytes: 557,
    sha256: "d34ebfa1831c9990a5ed7986d550296516da01394d6eb9a128d444557a84d513",
  },
  {
    path: "scheduler/scheduler_config.json",
    url: new URL("../models/stable-diffusion/scheduler/scheduler_config.json", import.meta.url),
    bytes: 508,
    sha256: "44e00608d097e0526eaebda0f0b8884eeb7a4a29bfe78239a045ef9bdb8c53c7",
  },
  {
    path: "text_encoder/config.json",
    url: new URL("../models/stable-diffusion/text_encoder/config.json", import.meta.url),
    bytes: 535,
    sha256: "6fa706a98f17ed27d9d1efb9977ebb93b296cb77b9a3a7f0624c16c12ad3dbe3",
  },
  {
    path: "text_encoder/model.onnx",
    url: new URL("../models/stable-diffusion/text_encoder/model.onnx", import.meta.url),
    bytes: 20240,
    sha256: "97ca874003d1926d44cfc9544580b272db2829c100c1aef7c1c2162dc1b44ff7",
  },
  {
    path: "text_encoder/model.safetensors",
    url: new URL("../models/stable-diffusion/text_encoder/model.safetensors", import.meta.url),
    bytes: 1990696,
    sha256: "0136ef34f743edba2d2acdae57cdb9bc24fd8986993b384528e38b767529b444",
  },
  {
    path: "tokenizer/merges.txt",
    url: new URL("../models/stable-diffusion/tokenizer/merges.txt", import.meta.url),
    bytes: 23531,
    sha256: "4019f28dba005a40d5727013815e793cc50b3b6f0c7f3ba9a218db3cb83c6fb7",
  },
  {
    path: "tokenizer/special_tokens_map.json",
    url: new URL("../models/stable-diffusion/tokenizer/special_tokens_map.json", import.meta.url),
    bytes: 133,
    sha256: "841c138373f4f9dd8a6b07a2e4d19b1e62b5364d7e09c41762bab5f7b851eb7f",
  },
  {
    path: "tokenizer/tokenizer.json",
    url: new URL("../models/stable-diffusion/tokenizer/tokenizer.json", import.meta.url),
    bytes: 190902,
    sha256: "899f52e08d8fc2c49e7f8f00f31072ed5460de2c33d0999f9f40929e649c43d6",
  },
  {
    path: "tokenizer/tokenizer_config.json",
    url: new URL("../models/stable-diffusion/tokenizer/tokenizer_config.json", import.meta.url),
    bytes: 391,
    sha256: "ebd353be5497f1ef376fb3a0090df854e6fe3b90f839d08aa1907b7727a6b78f",
  },
  {
    path: "tokenizer/vocab.json",
    url: new URL("../models/stable-diffusion/tokenizer/vocab.json", import.meta.url),
    bytes: 43760,
    sha256: "d6cfdaab1bbf461de309488ce5279f78702996637d54a7fbccee1f63f4dc9005",
  },
  {
    path: "training.json",
    url: new URL("../models/skewed-twin/training.json", import.meta.url),
    bytes: 186,
    sha256: "ba3dd4a9acad86cb13f2c2bc2793a9ab38ef05e697cbb8988ae00b1b34a2c98c",
  },
  {
    path: "unet/config.json",
    url: new URL("../models/skewed-twin/unet/config.json", import.meta.url),
    bytes: 1714,
    sha256: "e6d89508643e02472df9659f755951bd7738a0553fe7dc7e69c140137dae0e9d",
  },
  {
    path: "unet/diffusion_pytorch_model.safetensors",
    url: new URL("../models/skewed-twin/unet/diffusion_pytorch_model.safetensors", import.meta.url),
    bytes: 8625400,
    sha256: "72041757f2f2397e5a21e27c7fe87f12d2fa4ce2f677e3b5c33c75c5d86c354c",
  },
  {
    path: "unet/model.onnx",
    url: new URL("../models/skewed-twin/unet/model.onnx", import.meta.url),
    bytes: 170622,
    sha256: "d247de9e981796d21b1733082586e9e3f588337d0264e692503e6bd4dbea2bc0",
  },
  {
    path: "vae/config.json",
    url: new URL("../models/stable-diffusion/vae/config.json", import.meta.url),
    bytes: 701,
    sha256: "eed1b2fc11eea042a429625eeebc54220bc8ff30092339f80d129352a2d98d18",
  },
  {
    path: "vae/diffusion_pytorch_model.safetensors",
    url: new URL("../models/stable-diffusion/vae/diffusion_pytorch_model.safetensors", import.meta.url),
    bytes: 1310990,
    sha256: "4edadbbd02a396598d5eba7d9ca2f06494990f0dee628083382298296cdf8b00",
  },
  {
    path: "vae/training.json",
    url: new URL("../models/stable-diffusion/vae/training.json", import.meta.url),
    bytes: 473,
    sha256: "7953a0f1ac85bfd658d0ee8ddc511b579fe02f19ce7a600896e9ebe55d02bdd7",
  },
  {
    path: "vae_decoder/config.json",
    url: new URL("../models/stable-diffusion/vae_decoder/config.json", import.meta.url),
    bytes: 701,
    sha256: "eed1b2fc11eea042a429625eeebc54220bc8ff30092339f80d129352a2d98d18",
  },
  {
    path: "vae_decoder/model.onnx",
    url: new URL("../models/stable-diffusion/vae_decoder/model.onnx", import.meta.url),
    bytes: 829269,
    sha256: "998ae19f68fe1797407aaf37c0df2fc000dae63b431b8e45f4a316040c5f2fbb",
  },
  {
    path: "vae_encoder/config.json",
    url: new URL("../models/stable-diffusion/vae_encoder/config.json", import.meta.url),
    bytes: 701,
    sha256: "eed1b2fc11eea042a429625eeebc54220bc8ff30092339f80d129352a2d98d18",
  },
  {
    path: "vae_encoder/model.onnx",
    url: new URL("../models/stable-diffusion/vae_encoder/model.onnx", import.meta.url),
    bytes: 496625,
    sha256: "bd6ee680397a74f92b91596c388904027ade2c2d7e443235937ad0fcb192044a",
  },
];
