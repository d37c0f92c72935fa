"""The straight model in four steps and without guidance: a latent consistency model (Luo et al. 2023)."""
