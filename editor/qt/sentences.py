"""How texts are cut into sentences in the window: the rules of Diptych, the user's own SRX file before them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from editor import storage
from editor.errors import DiptychError, StorageError
from editor.settings import Settings
from editor.text import Text


def cutter(choices: Settings) -> Callable[[Text, str], list[Text]]:
    """Return what cuts a text into sentences as *choices* want it; the rules are read once a text needs them.

    What it returns raises DiptychError, naming the file, where the user's SRX file is none.
    """
    return partial(_cut, choices.srx)


def _cut(srx: str, text: Text, language: str) -> list[Text]:
    return _segmenter(srx, _changed(srx))(text, language)


def _changed(srx: str) -> int:
    try:
        return Path(srx).stat().st_mtime_ns if srx else 0
    except OSError:
        return 0  # reading it says what is wrong


@lru_cache(2)
def _segmenter(srx: str, _changed: int) -> Callable[[Text, str], list[Text]]:
    from editor.segmentation import cuts, read_srx
    from editor.segmentation.inline import segmenter

    if not srx:
        return segmenter()
    try:
        rules = read_srx(storage.read(Path(srx)))
    except StorageError:
        raise
    except DiptychError as error:
        raise type(error)(f"{srx}: {error}") from None
    return segmenter(partial(cuts, rules=rules))
