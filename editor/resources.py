"""Find the files that travel with the program: icons, styles, segmentation, translations, the manual."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(name: str = "") -> Path:
    """Return where the file or folder *name* ("icons/diptych.svg") lies; whether it exists is not asked.

    A wheel carries the files inside the package, a checkout has them beside it.
    """
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root / name


def read_text(name: str) -> str:
    """Return the text of the file *name*; raise FileNotFoundError where the installation lacks it."""
    return path(name).read_text(encoding="utf-8")
