"""What scenarios share: the program's own window."""

from __future__ import annotations

from tests.qt.windows import choose_file, desk, letter, program, unattended, window

__all__ = ["choose_file", "desk", "letter", "program", "unattended", "window"]
