"""Where the program keeps its state: journals, earlier versions, reports, in the platform's folder for such things."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from editor.i18n import _

PRIVATE = 0o700  # translators' texts are nobody else's


def state() -> Path:
    """Return the folder of the program's state: in ``$DIPTYCH_HOME`` where that is set, else the platform's.

    Raises OSError where the user has no folders at all.
    """
    own = os.environ.get("DIPTYCH_HOME")
    return Path(own) / "state" if own else system("user_state_dir")


def known() -> bool:
    """Tell whether there is a folder for the program's state."""
    try:
        return bool(state())
    except OSError:
        return False


def system(kind: str) -> Path:
    """Return the platform's folder that platformdirs calls *kind*. Raises OSError where the user has no home."""
    import platformdirs  # noqa: PLC0415 - needed late, and never where the folder is given

    roams = {"roaming": True} if kind == "user_config_dir" else {}
    try:
        found = Path(getattr(platformdirs, kind)("diptych", appauthor=False, **roams))
    except RuntimeError:
        found = Path()
    if not found.is_absolute():
        raise FileNotFoundError(errno.ENOENT, _("you have no home folder"))
    return found


def journals() -> Path:
    """Return the folder of journals."""
    return state() / "journals"


def versions() -> Path:
    """Return the folder of earlier versions."""
    return state() / "versions"


def locks() -> Path:
    """Return the folder of locks for documents whose own folder cannot be written."""
    return state() / "locks"


def reports() -> Path:
    """Return the folder of what is written when the program itself fails."""
    return state() / "reports"


def key(path: Path | str) -> str:
    """Return a short name for the file at *path*, the same by whatever way it is reached."""
    real = os.path.normcase(os.path.realpath(path))
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:20]


def made(folder: Path) -> Path:
    """Make *folder* where it is missing, readable by its owner alone, and return it. Raises OSError."""
    missing = []
    here = folder
    while not here.is_dir():
        missing.append(here)
        here = here.parent
    for each in reversed(missing):
        each.mkdir(mode=PRIVATE, exist_ok=True)
    return folder
