"""What goes through the clipboard: our texts with their codes, and clean words out of any other program."""

from __future__ import annotations

import json
from collections.abc import Iterable

import regex
from PySide6.QtCore import QMimeData

from editor.qt.chips import sound
from editor.text import Break, Code, Text

MIME = "application/x-diptych-text"
# Compiled when something is first pasted.
_NEWLINES = r"[ \t]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])[ \t]*"
_BETWEEN_IDEOGRAPHS = (
    r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}，。、；：！？」』）])\n+(?=[\p{Han}\p{Hiragana}\p{Katakana}「『（])"
)
_CONTROLS = r"[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufff9-\ufffc]"


def clean(text: str, *, newlines: bool) -> str:
    r"""Return what to paste of *text* from elsewhere: its words and spaces as they are, no control characters.

    Line breaks become spaces unless *newlines*.

    >>> clean("One\r\ntwo\u00a0three\n", newlines=False)
    'One two\xa0three'
    """
    lines = regex.sub(_CONTROLS, "", regex.sub(_NEWLINES, "\n", text))
    if newlines:
        return lines
    joined = regex.sub(_BETWEEN_IDEOGRAPHS, "", lines.strip("\n"))
    return regex.sub(r"[\n\t]+", " ", joined)


def packed(text: Text) -> QMimeData:
    """Return *text* for the clipboard, for us with its codes and for others as plain words."""
    runs = [[run.kind.value, run.pair] if isinstance(run, Code) else run for run in text.without_breaks().runs]
    mime = QMimeData()
    mime.setData(MIME, json.dumps(runs).encode())
    mime.setText(sound(text.readable))
    return mime


def unpacked(mime: QMimeData, known: Iterable[Code], *, newlines: bool) -> Text:
    """Return what to paste of *mime*; of its codes each of *known* that it holds, once."""
    if not mime.hasFormat(MIME):
        return Text.of(clean(mime.text(), newlines=newlines))
    left = {(code.kind.value, code.pair): code for code in known}
    runs: list[str | Code | Break] = []
    for run in json.loads(bytes(mime.data(MIME).data())):
        if isinstance(run, str):
            runs.append(run if newlines else run.replace("\n", " "))
        elif (code := left.pop(tuple(run), None)) is not None:
            runs.append(code)
    return Text.of(*runs)
