"""A table view made a page: what no page has is taken away, and Python knows its viewport from the start."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from editor.i18n import _


def own_viewport(view: QTableView) -> None:
    """Give *view* a viewport made here: to learn what Qt's own one is, Python asks all kinds of widgets there are."""
    viewport = QWidget(view)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    view.setViewport(viewport)


def bare(view: QTableView) -> None:
    """Leave *view* nothing of a table but its rows."""
    view.horizontalHeader().hide()
    view.verticalHeader().hide()
    for corner in view.findChildren(QAbstractButton):
        corner.hide()
    view.setAccessibleName(_("Segments"))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setAutoScroll(False)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
