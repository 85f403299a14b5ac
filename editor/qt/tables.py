"""What a table view has and a page has not, taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView

from editor.i18n import _


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
