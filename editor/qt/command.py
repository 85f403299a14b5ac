"""What a command is: an id, a title, its usual keys, the function that does it, and its place in the menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.errors import DiptychError
from editor.i18n import _

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import Window


def always(_window: Window) -> bool:
    """Say yes: the command can be run at any time."""
    return True


def with_document(window: Window) -> bool:
    """Tell whether a document is open."""
    return window.desk is not None


def with_row(window: Window) -> bool:
    """Tell whether a segment is active."""
    return window.desk is not None and window.desk.grid.row >= 0


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do. *menu* is "" for what only the palette and the keys offer.

    *group*: between commands of different groups a menu draws a line. *checked* tells whether a command that switches
    something is on.
    """

    id: str
    title: str
    run: Callable[[Window], None]
    keys: tuple[str, ...] = ()
    menu: str = ""
    group: int = 0
    enabled: Callable[[Window], bool] = with_row
    checked: Callable[[Window], bool] | None = None
    help: str = ""


def desk_of(window: Window) -> Desk:
    """Return the desk of *window*. Raises DiptychError where no document is open."""
    if window.desk is None:
        raise DiptychError(_("Open a document first."))
    return window.desk
