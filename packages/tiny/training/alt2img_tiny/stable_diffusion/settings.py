"""Every number of the tiny Stable Diffusion's recipe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """A schedule in images seen: warm-up, a constant rate, and a last leg in which the rate falls to zero."""

    #: In all, the last leg included.
    images: int
    batch_size: int
    learning_rate: float
    warm_up_images: int = 32_000
    #: Share of the images seen at the end that the last leg takes.
    decay_share: float = 0.2
    weight_decay: float = 0.01
    betas: tuple[float, float] = (0.9, 0.98)
    #: Of the running mean of the weights that is measured and shipped.
    ema_decay: float = 0.999
    clip_norm: float = 1.0
    #: Muon for matrices and convolutions inside the network, AdamW for the rest.
    muon: bool = False
    checkpoint_seconds: float = 150
    seed: int = 1


@dataclass(frozen=True, slots=True)
class AutoencoderSettings:
    """`AutoencoderKL`: each level but the last halves the sides."""

    channels: tuple[int, ...]
    training: TrainingSettings
    layers_per_block: int = 1
    latent_channels: int = 4
    norm_num_groups: int = 8
    #: Weights of the loss's terms; all are means over elements.
    gradient: float = 0.5
    kullback_leibler: float = 0.0002
    #: Training drawings are shifted by at most this many pixels, so that an edge may fall anywhere on the latent grid.
    shift: int = 4
    #: Drawings of each held-out vendor that the finished autoencoder is measured on, at most.
    measured: int = 100_000


@dataclass(frozen=True, slots=True)
class UNetSettings:
    """`UNet2DConditionModel`. `attention` says which levels have transformers, finest first."""

    channels: tuple[int, ...]
    attention: tuple[bool, ...]
    heads: tuple[int, ...]
    training: TrainingSettings
    layers_per_block: int = 1
    middle: bool = True
    norm_num_groups: int = 16
    #: Share of the examples whose caption is left out, for classifier-free guidance.
    caption_dropout: float = 0.1
    #: An error of the predicted sample counts SNR + 1 times, and at most this much.
    snr_limit: float = 10.0
    #: Share of the timesteps that are drawn near the middle, where a drawing takes its shape; the others are even.
    middle_timesteps: float = 0.5
    #: Share of the last leg's examples whose caption only names an occupation, in the straight model and in its twin:
    #: in the trunk it is a fiftieth, too few for the twin to follow its data.
    neutral_in_last_leg: float = 0.1


@dataclass(frozen=True, slots=True)
class LcmSettings:
    """Latent consistency distillation of the finished U-Net."""

    training: TrainingSettings
    #: Of the teacher's path.
    solver_steps: int = 20
    #: Of the teacher; the student then has it inside.
    guidance_scale: float = 3.0
    #: Of the student, when it paints.
    sampling_steps: int = 4


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    steps: int = 20
    guidance_scale: float = 2.5


@dataclass(frozen=True, slots=True)
class ReportSettings:
    #: Names that are painted and named by the judge.
    names: int = 200
    #: Pictures of each colour and object that the training set never shows together.
    seeds_a_pair: int = 4
    #: Pictures whose features are compared with those of as many drawings.
    frechet: int = 1000
    #: Pictures of each occupation, to see whom a model shows.
    seeds_an_occupation: int = 20


@dataclass(frozen=True, slots=True)
class StableDiffusionSettings:
    autoencoder: AutoencoderSettings
    unet: UNetSettings
    lcm: LcmSettings
    sampling: SamplingSettings = field(default_factory=SamplingSettings)
    report: ReportSettings = field(default_factory=ReportSettings)


_CPU = StableDiffusionSettings(
    autoencoder=AutoencoderSettings(
        channels=(16, 32, 64),
        training=TrainingSettings(
            images=56_000, batch_size=16, learning_rate=2e-3, warm_up_images=2_000, ema_decay=0.998, seed=11
        ),
    ),
    unet=UNetSettings(
        channels=(48, 96, 128),
        attention=(False, True, True),
        heads=(2, 3, 4),
        layers_per_block=2,
        training=TrainingSettings(
            images=2_430_000,
            batch_size=96,
            learning_rate=1e-3,
            decay_share=0.083,
            ema_decay=0.9995,
            muon=True,
            seed=12,
        ),
    ),
    lcm=LcmSettings(
        TrainingSettings(
            images=153_600,
            batch_size=64,
            learning_rate=2e-4,
            warm_up_images=6_400,
            decay_share=0.375,
            ema_decay=0.999,
            seed=13,
        )
    ),
)
#: 128 by 128 pixels, a latent of 32 by 32. Not trained so far; the rates are not tried.
_GPU = StableDiffusionSettings(
    autoencoder=AutoencoderSettings(
        channels=(16, 32, 96),
        training=TrainingSettings(
            images=4_000_000, batch_size=64, learning_rate=1e-3, warm_up_images=20_000, ema_decay=0.9995, seed=11
        ),
    ),
    unet=UNetSettings(
        channels=(32, 96, 192, 256),
        attention=(False, False, True, True),
        heads=(1, 3, 6, 8),
        middle=False,
        training=TrainingSettings(
            images=20_000_000,
            batch_size=512,
            learning_rate=1e-3,
            warm_up_images=500_000,
            ema_decay=0.9998,
            seed=12,
        ),
    ),
    lcm=LcmSettings(TrainingSettings(images=4_000_000, batch_size=512, learning_rate=2e-4, ema_decay=0.9995, seed=13)),
)
_SMOKE_TRAINING = TrainingSettings(images=160, batch_size=16, learning_rate=1e-3, warm_up_images=32, seed=11)
_SMOKE = StableDiffusionSettings(
    autoencoder=AutoencoderSettings(channels=(8, 8, 16), training=_SMOKE_TRAINING, measured=64),
    unet=UNetSettings(
        channels=(16, 32),
        attention=(False, True),
        heads=(1, 2),
        norm_num_groups=8,
        training=replace(_SMOKE_TRAINING, muon=True, seed=12),
    ),
    lcm=LcmSettings(replace(_SMOKE_TRAINING, seed=13), solver_steps=10, sampling_steps=2),
    sampling=SamplingSettings(steps=4),
    report=ReportSettings(names=6, seeds_a_pair=1, frechet=40, seeds_an_occupation=1),
)

STABLE_DIFFUSION: dict[str, StableDiffusionSettings] = {"cpu": _CPU, "gpu": _GPU, "smoke": _SMOKE}
