"""Where what is shipped goes."""

from __future__ import annotations

from pathlib import Path

from ..profile import Profile


def files_of(parts: Path, part: str) -> Path:
    """The files of a part such as `clip`, each of which is an npm package of its own in the folder `parts`."""
    return parts / part / "files"


def package_folder(profile: Profile, build: Path) -> Path:
    """The npm package that contains this folder; in a smoke test a folder of the build: nothing real is lost."""
    return build / "package" if profile.name == "smoke" else Path(__file__).parents[3]
