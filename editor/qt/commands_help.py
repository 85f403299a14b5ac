"""Commands that explain: the manual, and what this is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor.i18n import N_
from editor.qt.command import Command, always

if TYPE_CHECKING:
    from editor.qt.window import Window

MENU: Final = N_("&Help")


def _manual(window: Window) -> None:
    from editor.qt import manual

    manual.show(window)


def _keys(window: Window) -> None:
    from editor.qt import manual

    manual.show_keys(window)


def _about(window: Window) -> None:
    from editor.qt import manual

    manual.show_about(window)


COMMANDS: Final = (
    Command("help.manual", N_("Manual"), _manual, ("F1",), MENU, 0, always),
    Command("help.keys", N_("Keys at a glance"), _keys, ("Shift+F1",), MENU, 0, always),
    Command("help.about", N_("About Diptych"), _about, (), MENU, 1, always),
)
