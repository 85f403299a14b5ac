from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from editor.qt.tables import bare


def test_nothing_of_a_table_is_left_but_its_rows(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    bare(view)
    view.show()
    assert not view.horizontalHeader().isVisible()
    assert not view.verticalHeader().isVisible()
    assert view.accessibleName()
    assert view.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert not view.tabKeyNavigation()
