"""What the tiny Stable Diffusion can and cannot do, in figures and in pictures."""
