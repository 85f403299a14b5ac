"""What is asked once, on a card above the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from editor.i18n import _
from editor.qt.cards import Card

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import Window


def ask_name(window: Window, desk: Desk, act: Callable[[str], None]) -> None:
    """Ask who reviews, then do *act* with the name, "" where the user would rather not say; Escape does nothing."""
    card = Card(_("Your name is written beside what you review, so that others can ask you."))
    field = QLineEdit()
    field.setMinimumWidth(200)

    def keep(name: str) -> None:
        window.choices.choose(name=name, name_asked=True)
        window.guard(lambda: act(name))

    card.field(_("Your name"), field)
    remember = card.button(_("Remember it"), lambda: keep(field.text().strip()), main=True)
    card.button(_("Without a name"), lambda: keep(""))
    field.returnPressed.connect(remember.click)
    desk.cards.put("name", card, field)
