"""What tests of widgets share."""

from __future__ import annotations

from tests.qt.letters import updated, work
from tests.qt.windows import choose_file, desk, letter, program, unattended, window

__all__ = ["choose_file", "desk", "letter", "program", "unattended", "updated", "window", "work"]
