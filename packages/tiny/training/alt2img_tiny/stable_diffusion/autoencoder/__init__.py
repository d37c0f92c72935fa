"""The autoencoder: 64 by 64 pixels to a grid of 16 by 16 places of four numbers and back (Rombach et al. 2022, §3.1,
without an adversary)."""
