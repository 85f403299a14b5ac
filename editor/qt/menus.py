"""The menus of a window, made from the table of commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.i18n import _
from editor.qt.commands import BY_ID, COMMANDS, MENUS
from editor.qt.commands_edit import CLIPBOARD

if TYPE_CHECKING:
    from editor.qt.window import Window


def fill(window: Window) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Make the menus of *window*; return the action of each command by its id, and the menus by their titles."""
    menus: dict[str, QMenu] = {}
    for title in MENUS:
        menu = menus[title] = window.menuBar().addMenu(_(title))
        menu.aboutToShow.connect(lambda menu=menu: _prepare(menu, window))
        menu.aboutToHide.connect(lambda menu=menu: _release(menu))
    actions: dict[str, QAction] = {}
    group: dict[str, int] = {}
    for command in COMMANDS:
        action = actions[command.id] = QAction(_(command.title), window)
        action.setObjectName(command.id)
        action.setCheckable(command.checked is not None)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _checked=False, name=command.id: window.run(name))
        window.addAction(action)
        if not command.menu:
            continue
        if group.setdefault(command.menu, command.group) != command.group:
            menus[command.menu].addSeparator()
            group[command.menu] = command.group
        menus[command.menu].addAction(action)
    return actions, menus


def lettered(titles: Sequence[str]) -> list[str]:
    """Return the *titles* of one menu, each with the letter that chooses it marked; as many as can have their own.

    The first letters of words go before others; where all of a title's are taken, others give way that have a choice.
    """
    choices = [_letters(title) for title in titles]
    owner: dict[str, int] = {}

    def give(number: int, tried: set[str]) -> bool:
        for letter in choices[number]:
            if letter not in tried:
                tried.add(letter)
                if letter not in owner or give(owner[letter], tried):
                    owner[letter] = number
                    return True
        return False

    for number in range(len(choices)):
        give(number, set())
    found = list(titles)
    for letter, number in owner.items():
        at = choices[number][letter]
        found[number] = f"{found[number][:at]}&{found[number][at:]}"
    return found


def _letters(title: str) -> dict[str, int]:
    """Return where the letters of *title* stand, the first ones of words before others."""
    starts = [at for at in range(len(title)) if not title[at - 1 : at].isalnum()]
    found: dict[str, int] = {}
    for at in (*starts, *range(len(title))):
        if title[at].isalnum():
            found.setdefault(title[at].casefold(), at)
    return found


def texts() -> dict[str, str]:
    """Return what stands in a menu for each command, by its id."""
    menus = {title: [command for command in COMMANDS if command.menu == title] for title in (*MENUS, "")}
    return {
        command.id: text
        for menu in menus.values()
        for command, text in zip(menu, lettered([_(command.title) for command in menu]), strict=True)
    }


def at_the_text(window: Window, menu: QMenu) -> QMenu:
    """Return *menu* as it opens at the text: what goes by the clipboard above it."""
    by_name = {action.objectName(): action for action in window.actions()}
    made = QMenu(window)
    made.addActions([by_name[name] for name in CLIPBOARD])
    made.addSeparator()
    made.addActions(menu.actions())
    made.aboutToShow.connect(lambda: _prepare(made, window))
    made.aboutToHide.connect(lambda: _release(made))
    made.aboutToHide.connect(made.deleteLater)
    return made


def _prepare(menu: QMenu, window: Window) -> None:
    """Let a menu about to be seen say what can be done and what is on."""
    for action in menu.actions():
        command = BY_ID.get(action.objectName())
        if command is not None:
            action.setEnabled(command.enabled(window))
            if command.checked is not None:
                action.setChecked(command.checked(window))


def _release(menu: QMenu) -> None:
    """Let all keys reach their command again: what cannot be done is then said in a sentence."""
    for action in menu.actions():
        action.setEnabled(True)
