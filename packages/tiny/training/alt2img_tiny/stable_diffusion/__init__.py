"""The tiny Stable Diffusion: an autoencoder and a U-Net in diffusers' layout, with the tiny CLIP's text tower
between them."""
