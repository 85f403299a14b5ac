from __future__ import annotations

from editor.qt.commands_help import COMMANDS
from editor.qt.window import Window


def test_help_needs_no_document_and_one_sheet_follows_another(window: Window) -> None:
    titles = []
    for command in COMMANDS:
        window.run(command.id)
        assert window.overlay is not None
        titles.append(window.overlay.accessibleName())
    assert len(set(titles[1:])) == len(COMMANDS) - 1
