"""All commands by name, the segments by number or words, and the recent files: three uses of one chooser."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from editor import find
from editor.i18n import _
from editor.qt import keys
from editor.qt.chooser import Chooser, Offer, Offers

if TYPE_CHECKING:
    from editor.qt.window import Window

FIGURE = "\u2007"  # a space as wide as a digit
MANY = 60  # segments offered at most
SIZE = QSize(640, 640)  # at most: the list is as long as what fits


def commands(window: Window) -> None:
    """Offer every command that can be run now; those that cannot stand last."""
    from editor.qt.commands import COMMANDS

    assigned = window.keys
    rows = []
    for command in COMMANDS:
        key = next(iter(assigned.get(command.id, ())), "")
        enabled = command.enabled(window)
        rows.append(Offer(_(command.title), lambda id_=command.id: window.run(id_), keys.shown(key), enabled))  # type: ignore[misc]
    _show(window, _("Type what you want to do"), lambda text: ranked(text, rows))


def recent(window: Window) -> None:
    """Offer the files opened lately."""
    from editor.qt import opening

    rows = [
        Offer(Path(each).name, lambda each=each: opening.open_file(window, Path(each)), str(Path(each).parent))  # type: ignore[misc]
        for each in window.choices.now.recent
    ]
    _show(window, _("Type a file’s name"), lambda text: [each for each in rows if fits(text, each.title)])


def segments(window: Window) -> None:
    """Offer the segments by number or by their words."""
    desk = window.desk
    assert desk is not None  # noqa: S101 - the command asked for a document
    desk.grid.commit()
    document = desk.session.document

    def offers(text: str) -> Sequence[Offer]:
        text = text.strip()
        if text.isdecimal() and 0 < int(text) <= len(document.rows):
            rows = [int(text) - 1]
        elif text:
            rows = list(islice(dict.fromkeys(hit.row for hit in find.hits(document, find.Query(text))), MANY))
        else:
            rows = []
        return [_segment(window, row) for row in rows]

    name = _("Type a segment’s number (1 to {last}) or some of its words").format(last=len(document.rows))
    _show(window, name, offers)


def _segment(window: Window, row: int) -> Offer:
    desk = window.desk
    assert desk is not None  # noqa: S101 - the command asked for a document
    segment = desk.session.document.rows[row]
    words = " ".join(segment.source.readable.split())
    target = " ".join(segment.target.readable.split())
    digits = len(str(len(desk.session.document.rows)))
    return Offer(f"{str(row + 1).rjust(digits, FIGURE)}   {words}", lambda: desk.grid.go_to(row), target)


def fits(text: str, title: str) -> bool:
    """Tell whether each word typed begins a word of *title*.

    >>> fits("conf nex", "Confirm and go to the next unfinished")
    True
    """
    words = title.casefold().replace("“", " ").replace("(", " ").split()
    return all(any(word.startswith(part) for word in words) for part in text.casefold().split())


def ranked(text: str, offers: Sequence[Offer]) -> list[Offer]:
    """Return the *offers* that fit what is typed: those that begin with it first, those not to be run now last."""
    begun = text.casefold().strip()
    found = [each for each in offers if fits(text, each.title)]
    return sorted(found, key=lambda each: (not each.enabled, not each.title.casefold().startswith(begun)))


def _show(window: Window, name: str, offers: Offers) -> None:
    chooser = Chooser(name, offers, window.theme)
    overlay = window.lay_over(chooser, SIZE)
    chooser.chosen.connect(overlay.put_away)
    chooser.fits.connect(overlay.fit)
    overlay.fit(chooser.height_wanted())
