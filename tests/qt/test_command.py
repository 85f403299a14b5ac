from __future__ import annotations

import pytest

from editor.errors import DiptychError
from editor.qt.command import always, desk_of, with_document, with_row
from editor.qt.commands import BY_ID, COMMANDS, MENUS
from editor.qt.desk import Desk
from editor.qt.window import Window


def test_without_a_document_only_some_commands_can_be_done(window: Window) -> None:
    assert always(window)
    assert not with_document(window)
    assert not with_row(window)
    with pytest.raises(DiptychError, match="Open a document"):
        desk_of(window)
    possible = {command.id for command in COMMANDS if command.enabled(window)}
    assert {"file.open", "file.quit", "view.palette", "help.manual"} <= possible
    assert possible.isdisjoint(name for name in BY_ID if name.startswith(("segment.", "insert.", "go.", "edit.")))


def test_with_a_document_its_desk_is_the_window_s(window: Window, desk: Desk) -> None:
    assert desk_of(window) is desk
    assert with_row(window)


def test_every_command_stands_in_a_menu_or_has_a_key() -> None:
    assert [command.id for command in COMMANDS if not (command.menu or command.keys)] == []
    assert {command.menu for command in COMMANDS if command.menu} == set(MENUS)


def test_the_commands_of_one_group_stand_together() -> None:
    for menu in MENUS:
        groups = [command.group for command in COMMANDS if command.menu == menu]
        assert groups == sorted(groups)
