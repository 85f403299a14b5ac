"""How two common tools that do not break lines as gettext does write a string: Babel, and polib.

Both break before and behind white space and inside hyphenated words, each counting the columns in its own way; the
rules are those of ``babel.messages.pofile.normalize`` and of polib's entries.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable

BABEL, POLIB = "babel", "polib"
_BREAK = re.compile(r"""(\s+|[^\s\w]*\w+[a-zA-Z]-(?=\w+[a-zA-Z])|(?<=[\w!"'&.,?])-{2,}(?=\w))""")


def babel(text: str, width: int, escape: Callable[[str], str]) -> list[str]:
    """Return the quoted lines of *text* as Babel fills them, each escaped."""
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        if len(escape(line)) + 2 <= width:
            lines.append(line)
        else:
            lines += _filled((piece for piece in _BREAK.split(line) if piece), width, escape)
    escaped = [escape(line) for line in lines]
    return escaped if len(escaped) == 1 else ["", *escaped]


def _filled(pieces: Iterable[str], width: int, escape: Callable[[str], str]) -> list[str]:
    lines, column = [""], 2  # the quotes
    for piece in pieces:
        size = len(escape(piece))
        if lines[-1] and column + size >= width:
            lines.append("")
            column = 2
        lines[-1] += piece
        column += size
    return lines


def polib(keyword: str, text: str, width: int, escape: Callable[[str], str]) -> list[str]:
    """Return the quoted lines of *text* as polib fills them: it leaves alone a string that has lines of its own."""
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        return ["", *map(escape, lines)]
    room = width - len(keyword) - 3 + sum(map(text.count, '\\\n\r\t\v\b\f"'))
    if len(text) <= room:
        return [escape(text)]
    return ["", *textwrap.wrap(escape(text), width - 2, drop_whitespace=False, break_long_words=False)]
