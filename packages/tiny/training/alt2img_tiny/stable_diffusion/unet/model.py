"""The U-Net at the sizes of the settings, and the noise schedule it is trained for."""

from __future__ import annotations

from diffusers import DDIMScheduler, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor

from ..settings import UNetSettings


def unet(settings: UNetSettings, latent_channels: int, latent_size: int, text_width: int) -> UNet2DConditionModel:
    down = ("DownBlock2D", "CrossAttnDownBlock2D")
    up = ("UpBlock2D", "CrossAttnUpBlock2D")
    model = UNet2DConditionModel(
        sample_size=latent_size,
        in_channels=latent_channels,
        out_channels=latent_channels,
        block_out_channels=settings.channels,
        down_block_types=tuple(down[attends] for attends in settings.attention),
        mid_block_type="UNetMidBlock2DCrossAttn" if settings.middle else None,
        up_block_types=tuple(up[attends] for attends in reversed(settings.attention)),
        layers_per_block=settings.layers_per_block,
        norm_num_groups=settings.norm_num_groups,
        cross_attention_dim=text_width,
        # diffusers' name for the number of heads (its issue 2011).
        attention_head_dim=settings.heads,
        use_linear_projection=True,
    )
    return model


def train_fast_on_cpu(model: UNet2DConditionModel) -> None:
    """Attention as plain products of matrices: PyTorch's fused attention takes ten times as long backwards over 16
    to 64 places on a CPU."""
    model.set_attn_processor(AttnProcessor())


def noise_schedule() -> DDIMScheduler:
    """Cosine (Nichol & Dhariwal 2021) with a last step of pure noise (Lin et al. 2023), without which white paper
    comes out grey; v-prediction, since there is no noise to be predicted from pure noise."""
    return DDIMScheduler(
        num_train_timesteps=1000,
        beta_schedule="squaredcos_cap_v2",
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        clip_sample=False,
        # `StableDiffusionPipeline` insists on 1; trailing spacing does not use it.
        steps_offset=1,
    )
