"""The step `package`: everything that is shipped, into the npm package, as far as it has been made."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from ..profile import Profile
from . import training_set_step
from .places import files_of, package_folder

#: Folders of `<build>/export` and of `parts/`. One that has not been trained is not shipped, and nothing names it.
MODELS = ("clip", "stable-diffusion", "skewed-twin", "lcm")


def run(profile: Profile, build: Path) -> None:
    """The training set, the models that were exported, the crawl that shows the drawings, and the tables of files."""
    home = package_folder(profile, build)
    training_set_step.run(profile, build)
    copy_models(build / "export", home / "parts")
    if profile.name != "smoke":
        # The crawl is written by TypeScript; it ends with `npm run entries`: sizes, SHA-256 and exports.
        subprocess.run(["npm", "run", "crawl"], cwd=home, check=True)


def copy_models(exports: Path, parts: Path) -> list[str]:
    """Replaces each model that was exported; the others stay as they are. Returns the names of those copied."""
    copied = [name for name in MODELS if (exports / name).is_dir()]
    for name in copied:
        if not (exports / name / "README.md").is_file():
            raise FileNotFoundError(f"{exports / name} has no README.md: a model is not shipped without its model card")
        shutil.rmtree(files_of(parts, name), ignore_errors=True)
        shutil.copytree(exports / name, files_of(parts, name))
    return copied
