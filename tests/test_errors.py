"""Errors carry their sentence and, where known, the line."""

from __future__ import annotations

from editor.errors import DiptychError, FormatError


def test_the_line_is_told_once() -> None:
    assert str(FormatError("Not well-formed", 7)) == "Not well-formed (line 7)"
    assert FormatError("Not well-formed").line is None
    assert issubclass(FormatError, DiptychError)
