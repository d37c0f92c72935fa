"""The tiny Stable Diffusion as files: diffusers' folder, and ONNX beside it over the same weights."""
