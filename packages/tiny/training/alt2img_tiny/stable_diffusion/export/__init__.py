"""The tiny Stable Diffusion as files: diffusers' folder, and next to it ONNX over the same weights."""
