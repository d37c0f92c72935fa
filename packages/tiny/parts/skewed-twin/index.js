// Written by `npm run entries` in packages/tiny.
export const files = [
  {
    path: "README.md",
    url: new URL("./files/README.md", import.meta.url),
    bytes: 4533,
    sha256: "09eb76b31a5cc9134ccde3d0e0a255f6be0ab37fbd40d6046f23dabde81861cb",
  },
  {
    path: "training.json",
    url: new URL("./files/training.json", import.meta.url),
    bytes: 186,
    sha256: "2cd3e6b4983596d89a96c55dbbcaffa10224327ba23027face9a67c1d116366e",
  },
  {
    path: "unet/config.json",
    url: new URL("./files/unet/config.json", import.meta.url),
    bytes: 1735,
    sha256: "4e5853737333acd6130b11901fbe3424b499cd9e020e1672cf72496ec2ccd484",
  },
  {
    path: "unet/diffusion_pytorch_model.safetensors",
    url: new URL("./files/unet/diffusion_pytorch_model.safetensors", import.meta.url),
    bytes: 15795792,
    sha256: "fe7e757d8a4f534e407e08304a9848ffabaf7ac167e4eb98c2ea1ef8800719b7",
  },
  {
    path: "unet/model.onnx",
    url: new URL("./files/unet/model.onnx", import.meta.url),
    bytes: 309229,
    sha256: "f8ae851865cbf65853d87a77d7bf097068fcf4b7646d459c9bbd491f680e9e8a",
  },
  {
    path: "unet/model_with_attention.onnx",
    url: new URL("./files/unet/model_with_attention.onnx", import.meta.url),
    bytes: 324409,
    sha256: "9721191f685b6cf2a0622ee0f9c76188f1132ef36a9b7d86d3239f344479f73f",
  },
];
