"""Where what is shipped goes."""

from __future__ import annotations

from pathlib import Path

from ..profile import Profile


def package_folder(profile: Profile, build: Path) -> Path:
    """The npm package that this folder lies in; in a smoke test a folder of the build: nothing real is lost."""
    return build / "package" if profile.name == "smoke" else Path(__file__).parents[3]
