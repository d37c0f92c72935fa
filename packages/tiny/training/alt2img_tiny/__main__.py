"""`python -m alt2img_tiny <step> [--profile cpu|gpu|smoke] [--build DIR]`"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from .profile import PROFILES

#: The steps of `all` in their order, and the module whose `run(profile, build)` does each.
STEPS: dict[str, str] = {
    "data": "alt2img_tiny.data.step",
    "tokenizer": "alt2img_tiny.tokenizer",
    "clip": "alt2img_tiny.clip.step",
    "clip-export": "alt2img_tiny.clip.export",
    "clip-report": "alt2img_tiny.clip.report_step",
    "judge": "alt2img_tiny.judge.step",
    "vae": "alt2img_tiny.stable_diffusion.autoencoder.step",
    "unet": "alt2img_tiny.stable_diffusion.unet.step",
    "twin": "alt2img_tiny.stable_diffusion.twin",
    "lcm": "alt2img_tiny.stable_diffusion.lcm.step",
    "sd-report": "alt2img_tiny.stable_diffusion.report.step",
    "sd-export": "alt2img_tiny.stable_diffusion.export.step",
    "package": "alt2img_tiny.shipping.package_step",
}
#: Steps that are only done when they are asked for.
EXTRA_STEPS: dict[str, str] = {"restore": "alt2img_tiny.shipping.restore_step"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m alt2img_tiny", description="Makes the tiny world.")
    parser.add_argument("step", choices=[*STEPS, "all", *EXTRA_STEPS])
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu", help="default: cpu")
    parser.add_argument(
        "--build", type=Path, default=Path(__file__).parents[1] / "build", help="data, checkpoints and reports"
    )
    options = parser.parse_args()
    modules = {**STEPS, **EXTRA_STEPS}
    for step in STEPS if options.step == "all" else [options.step]:
        importlib.import_module(modules[step]).run(PROFILES[options.profile], options.build)


if __name__ == "__main__":
    main()
