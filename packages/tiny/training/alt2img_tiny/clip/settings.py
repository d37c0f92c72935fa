"""Every number of the tiny CLIP's recipe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class TokenizerSettings:
    #: Bytes (512) and the two special tokens included.
    vocab_size: int = 3072
    #: Tokens of a text, start and end included.
    context_length: int = 32


@dataclass(frozen=True, slots=True)
class AugmentSettings:
    degrees: float = 14
    scale: tuple[float, float] = (0.72, 1.12)
    #: Log of the ratio of the axes.
    stretch: float = 0.12
    shear: float = 0.12
    #: Of half the picture.
    shift: float = 0.14
    contrast: float = 0.3
    saturation: float = 0.4
    tint: float = 0.12
    #: Shares of the batch with outlines, blurred, on tinted paper; and how much ink the paper has at most.
    outline: float = 0.2
    blur: float = 0.2
    paper: float = 0.1
    paper_tint: float = 0.25


@dataclass(frozen=True, slots=True)
class TransformerSettings:
    width: int
    layers: int
    heads: int
    #: Width of the feed-forward layer.
    feed_forward: int


@dataclass(frozen=True, slots=True)
class ConvTowerSettings:
    #: Channels of the three levels, at a half, a quarter and an eighth of the picture's side.
    channels: tuple[int, int, int] = (48, 96, 192)
    #: Residual blocks of each level.
    blocks: tuple[int, int, int] = (1, 1, 1)


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    steps: int
    batch_size: int
    learning_rate: float
    weight_decay: float = 0.05
    betas: tuple[float, float] = (0.9, 0.98)
    warm_up: int = 100
    #: Of the running mean of the weights that is kept, measured and shipped.
    ema_decay: float = 0.998
    clip_norm: float = 1.0
    #: Muon for the matrices inside a transformer's layers, AdamW for the rest.
    muon: bool = False
    #: (until this share of the steps, side of the pictures in pixels): small pictures first, which costs a quarter.
    sides: tuple[tuple[float, int], ...] = ((1.0, 64),)
    checkpoint_seconds: float = 180
    seed: int = 1


@dataclass(frozen=True, slots=True)
class ClipSettings:
    image_size: int
    patch_size: int
    vision: TransformerSettings
    text: TransformerSettings
    projection: int
    conv: ConvTowerSettings
    #: First the text tower together with a conv tower, then only the conv tower, then the ViT with that as its teacher.
    with_conv: TrainingSettings
    conv_alone: TrainingSettings
    with_vit: TrainingSettings
    #: Patches of a picture that the ViT sees in training, drawn again each time (Li et al. 2023, FLIP); all at the end.
    patches_kept: int
    #: Share of the ViT's steps, at the end, in which it sees all patches.
    all_patches_share: float
    #: Weight of the distillation loss relative to InfoNCE.
    distillation: float
    augment: AugmentSettings = field(default_factory=AugmentSettings)


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    conv: ConvTowerSettings
    text: TransformerSettings
    projection: int
    training: TrainingSettings
    augment: AugmentSettings = field(default_factory=AugmentSettings)


_TEXT = TransformerSettings(width=128, layers=3, heads=4, feed_forward=512)
_CPU = ClipSettings(
    image_size=64,
    patch_size=8,
    vision=TransformerSettings(width=192, layers=6, heads=3, feed_forward=768),
    text=_TEXT,
    projection=128,
    conv=ConvTowerSettings(),
    with_conv=TrainingSettings(
        steps=2400, batch_size=384, learning_rate=2e-3, muon=True, ema_decay=0.995, sides=((0.75, 32), (1.0, 48))
    ),
    conv_alone=TrainingSettings(
        steps=1500, batch_size=256, learning_rate=1.5e-3, warm_up=20, ema_decay=0.99, sides=((1.0, 48),), seed=3
    ),
    with_vit=TrainingSettings(steps=3200, batch_size=256, learning_rate=1.5e-3, muon=True, ema_decay=0.99, seed=2),
    patches_kept=32,
    all_patches_share=0.12,
    distillation=8.0,
)
_GPU = replace(
    _CPU,
    image_size=128,
    patch_size=16,
    with_conv=TrainingSettings(
        steps=30_000, batch_size=1024, learning_rate=2e-3, warm_up=500, ema_decay=0.9995, sides=((0.5, 64), (1.0, 128))
    ),
    conv_alone=TrainingSettings(steps=10_000, batch_size=1024, learning_rate=1.5e-3, sides=((1.0, 128),), seed=3),
    with_vit=TrainingSettings(
        steps=60_000, muon=True, batch_size=1024, learning_rate=1.5e-3, warm_up=1000, ema_decay=0.9995, seed=2
    ),
    patches_kept=64,
)
_TINIEST = TransformerSettings(width=32, layers=1, heads=2, feed_forward=64)
_SMOKE_TRAINING = TrainingSettings(steps=6, batch_size=16, learning_rate=1e-3, warm_up=2)
_SMOKE = replace(
    _CPU,
    vision=_TINIEST,
    text=_TINIEST,
    projection=32,
    conv=ConvTowerSettings(channels=(8, 8, 16)),
    with_conv=_SMOKE_TRAINING,
    conv_alone=_SMOKE_TRAINING,
    with_vit=_SMOKE_TRAINING,
)

CLIP: dict[str, ClipSettings] = {"cpu": _CPU, "gpu": _GPU, "smoke": _SMOKE}
TOKENIZER: dict[str, TokenizerSettings] = {
    "cpu": TokenizerSettings(),
    "gpu": TokenizerSettings(),
    "smoke": TokenizerSettings(vocab_size=700),
}
_JUDGE = JudgeSettings(
    conv=ConvTowerSettings(),
    text=TransformerSettings(width=128, layers=2, heads=4, feed_forward=512),
    projection=128,
    training=TrainingSettings(
        steps=2400, batch_size=256, learning_rate=2e-3, muon=True, ema_decay=0.995, sides=((1.0, 40),), seed=101
    ),
)
JUDGE: dict[str, JudgeSettings] = {
    "cpu": _JUDGE,
    "gpu": replace(_JUDGE, training=TrainingSettings(steps=20_000, batch_size=512, learning_rate=2e-3, seed=101)),
    "smoke": replace(
        _JUDGE, conv=_SMOKE.conv, text=_TINIEST, projection=32, training=replace(_SMOKE_TRAINING, seed=101)
    ),
}
