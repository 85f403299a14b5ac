from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QMenu

from editor.qt.commands import COMMANDS, MENUS
from editor.qt.commands_edit import CLIPBOARD
from editor.qt.desk import Desk
from editor.qt.menus import lettered
from editor.qt.window import Window


def menus(window: Window) -> dict[str, QMenu]:
    return {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}


def test_the_menus_hold_the_table_in_its_order(window: Window) -> None:
    for title in MENUS:
        shown = [action.objectName() for action in menus(window)[title].actions() if not action.isSeparator()]
        assert shown == [command.id for command in COMMANDS if command.menu == title]


def test_every_line_of_a_menu_has_a_letter_of_its_own(window: Window) -> None:
    for title in MENUS:
        shown = [
            action.text().partition("\t")[0] for action in menus(window)[title].actions() if not action.isSeparator()
        ]
        letters = [text[text.index("&") + 1].casefold() for text in shown if "&" in text]
        assert len(set(letters)) == len(letters), title
        assert len(letters) == len(shown) or len(shown) > 20, title
        assert [text.replace("&", "") for text in shown] == [each.title for each in COMMANDS if each.menu == title]


@given(st.lists(st.text(st.sampled_from("abcD é-Жж…1ß"), min_size=1, max_size=9), max_size=12))
def test_letters_are_each_menus_own_as_long_as_there_are_some(titles: list[str]) -> None:
    found = lettered(titles)
    assert [text.replace("&", "") for text in found] == titles
    letters = [text[text.index("&") + 1].casefold() for text in found if "&" in text]
    assert len(set(letters)) == len(letters)
    lacking = "".join(text for text in found if "&" not in text)
    assert all(letter.casefold() in letters for letter in lacking if letter.isalnum())


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
