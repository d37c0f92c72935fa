// Written by `npm run entries` in packages/tiny.
export const files = [
  {
    path: "README.md",
    url: new URL("./files/README.md", import.meta.url),
    bytes: 4560,
    sha256: "ca4d66712401395df95352087f1dc7b125b2c2c7845e42dc5bf938c7993cde85",
  },
  {
    path: "training.json",
    url: new URL("./files/training.json", import.meta.url),
    bytes: 186,
    sha256: "ba3dd4a9acad86cb13f2c2bc2793a9ab38ef05e697cbb8988ae00b1b34a2c98c",
  },
  {
    path: "unet/config.json",
    url: new URL("./files/unet/config.json", import.meta.url),
    bytes: 1714,
    sha256: "e6d89508643e02472df9659f755951bd7738a0553fe7dc7e69c140137dae0e9d",
  },
  {
    path: "unet/diffusion_pytorch_model.safetensors",
    url: new URL("./files/unet/diffusion_pytorch_model.safetensors", import.meta.url),
    bytes: 8625400,
    sha256: "72041757f2f2397e5a21e27c7fe87f12d2fa4ce2f677e3b5c33c75c5d86c354c",
  },
  {
    path: "unet/model.onnx",
    url: new URL("./files/unet/model.onnx", import.meta.url),
    bytes: 170622,
    sha256: "d247de9e981796d21b1733082586e9e3f588337d0264e692503e6bd4dbea2bc0",
  },
];
