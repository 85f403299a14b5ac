"""Documents whose text is in runs (Word, OpenDocument): texts and things one after another, with what they look by."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from editor.i18n import N_

FIELD = N_("field")


class Sort(IntEnum):
    """What an atom is. HIDDEN is what no reader sees; the last four are the pieces of a field."""

    TEXT = 0
    ALONE = 1
    OPEN = 2
    CLOSE = 3
    HIDDEN = 4
    BEGIN = 5
    ORDER = 6
    SEPARATE = 7
    END = 8


class Atom(NamedTuple):
    """One thing in a paragraph: how it is written, what it reads as, its run properties, what it is called."""

    sort: Sort
    native: str
    text: str = ""
    properties: str = ""
    label: str = ""
