"""Makes the tiny world: the training set, the tiny CLIP, the tiny Stable Diffusion and its skewed twin."""
