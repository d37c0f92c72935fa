"""The tiny CLIP: a ViT and a text transformer in Hugging Face's `CLIPModel` layout, taught with the symmetric InfoNCE
loss."""
