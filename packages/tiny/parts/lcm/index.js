// Written by `npm run entries` in packages/tiny.
export const files = [
  {
    path: "README.md",
    url: new URL("./files/README.md", import.meta.url),
    bytes: 1917,
    sha256: "a10f04fe4d958a30e2cb2c656e8f7da7843536ed2cd5ee40127175d6ea2fceb1",
  },
  {
    path: "model_index.json",
    url: new URL("./files/model_index.json", import.meta.url),
    bytes: 556,
    sha256: "cfe0cf62a6159abfd8a3c300c24b95233912884ab343f676310b53629c228e3d",
  },
  {
    path: "samples/four-steps-and-straight.webp",
    url: new URL("./files/samples/four-steps-and-straight.webp", import.meta.url),
    bytes: 178036,
    sha256: "5eeb1bacc8d74efebf55941b49d621cc07d8dfbd74a7f34c142c15e31e0de612",
  },
  {
    path: "scheduler/scheduler_config.json",
    url: new URL("./files/scheduler/scheduler_config.json", import.meta.url),
    bytes: 570,
    sha256: "ff5a014f04bfab16d941d4c8028fed865f47ca19b4350a1030ca335c957b4df7",
  },
  {
    path: "training.json",
    url: new URL("./files/training.json", import.meta.url),
    bytes: 131,
    sha256: "932496c29e1fde42699700e1a230f71627e67e749a9e31dd97c6cd47aacf73fb",
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
    sha256: "304af9e6b68c87211fe5d4b459e821b632e2a7b61e805bf26c62080589bf8879",
  },
  {
    path: "unet/model.onnx",
    url: new URL("./files/unet/model.onnx", import.meta.url),
    bytes: 309335,
    sha256: "cc5ee3ad0619632cd21113e8f58c2c912dff3ec6bb73d038c097174d8b991d56",
  },
  {
    path: "unet/model_with_attention.onnx",
    url: new URL("./files/unet/model_with_attention.onnx", import.meta.url),
    bytes: 324515,
    sha256: "fe02f9405af2bb69d20b5e71c86c124ef5880df4fd45f9b94d26af5fd8975f5e",
  },
];
