from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenu

from editor.qt.commands import COMMANDS, MENUS
from editor.qt.commands_edit import CLIPBOARD
from editor.qt.desk import Desk
from editor.qt.window import Window


def menus(window: Window) -> dict[str, QMenu]:
    return {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}


def test_the_menus_hold_the_table_in_its_order(window: Window) -> None:
    for title in MENUS:
        shown = [action.objectName() for action in menus(window)[title].actions() if not action.isSeparator()]
        assert shown == [command.id for command in COMMANDS if command.menu == title]


def test_a_line_parts_the_groups(window: Window) -> None:
    for title in MENUS:
        lines = sum(action.isSeparator() for action in menus(window)[title].actions())
        assert lines == len({command.group for command in COMMANDS if command.menu == title}) - 1


def test_a_menu_says_what_can_be_done_and_what_is_on(window: Window, desk: Desk) -> None:
    menu = menus(window)["&Edit"]
    undo = next(action for action in menu.actions() if action.objectName() == "edit.undo")
    seen = [undo.isEnabled()]
    for signal in (menu.aboutToShow, menu.aboutToHide):
        signal.emit()
        seen.append(undo.isEnabled())
    assert seen == [True, False, True]
    window.run("segment.needs_work")
    menus(window)["&Segment"].aboutToShow.emit()
    checked = {action.objectName() for action in menus(window)["&Segment"].actions() if action.isChecked()}
    assert checked == {"segment.needs_work"}


def test_the_menu_of_a_segment_is_the_one_under_the_mouse(window: Window, desk: Desk) -> None:
    place = desk.grid.viewport().rect().center()
    desk.grid.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    shown = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert shown == [*CLIPBOARD, *(command.id for command in COMMANDS if command.menu == "&Segment")]
    menu.close()
