"""Do the evening's work once under the shim and record every call; ``python -m tests.torture.recording FOLDER LOG``."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from tests.torture.driving import drive, story


def main() -> None:
    """Write the log of what happens in FOLDER, which is prepared, to LOG."""
    folder, log = Path(sys.argv[1]), Path(sys.argv[2])
    story()
    shim = ctypes.CDLL(None)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    shim.shim_watch(str(folder).encode(), handle)
    drive(folder, lambda words: shim.shim_note(words.encode()))
    os._exit(0)


if __name__ == "__main__":
    main()
