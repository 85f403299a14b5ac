"""The table of all commands: what menus, keys, the palette, the manual and the tests read."""

from __future__ import annotations

from typing import Final

from editor.qt import (
    commands_align,
    commands_edit,
    commands_file,
    commands_go,
    commands_help,
    commands_insert,
    commands_segment,
    commands_view,
)
from editor.qt.command import Command

__all__ = ["BY_ID", "COMMANDS", "MENUS", "Command"]

MENUS: Final = (
    commands_file.MENU,
    commands_edit.MENU,
    commands_segment.MENU,
    commands_insert.MENU,
    commands_align.MENU,
    commands_go.MENU,
    commands_view.MENU,
    commands_help.MENU,
)
COMMANDS: Final[tuple[Command, ...]] = (
    *commands_file.COMMANDS,
    *commands_edit.COMMANDS,
    *commands_segment.COMMANDS,
    *commands_insert.COMMANDS,
    *commands_align.COMMANDS,
    *commands_go.COMMANDS,
    *commands_view.COMMANDS,
    *commands_help.COMMANDS,
)
BY_ID: Final = {command.id: command for command in COMMANDS}
