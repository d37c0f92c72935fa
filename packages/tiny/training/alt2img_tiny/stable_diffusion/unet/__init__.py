"""The denoiser: a small `UNet2DConditionModel` that predicts v (Salimans & Ho 2022) from a latent, a timestep and a
text."""
