"""Commands about links: review them, confirm, move sentences across a border, split, merge, realign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from editor import linking
from editor.i18n import N_, _
from editor.linking import Side, doubts
from editor.qt.command import Command, always, desk_of, with_document, with_row

if TYPE_CHECKING:
    from editor.model import Change, Document
    from editor.qt.desk import Desk
    from editor.qt.window import Window

MENU: Final = N_("&Alignment")


def reviewing(window: Window) -> bool:
    """Tell whether links are being reviewed."""
    return with_row(window) and desk_of(window).grid.links.on


# ── What is seen ─────────────────────────────────────────────────────────────────────────────────────────────────


def _review(window: Window) -> None:
    desk = desk_of(window)
    desk.show_links(on=not desk.grid.links.on)


def _is_reviewing(window: Window) -> bool:
    return window.desk is not None and window.desk.grid.links.on


def _worst_first(window: Window) -> None:
    window.choices.choose(worst_first=not window.choices.now.worst_first)


def _is_worst_first(window: Window) -> bool:
    return window.choices.now.worst_first


def _sharp(window: Window) -> None:
    from editor.align import meaning

    if not window.choices.now.sharp:
        meaning.embedder()  # says what to install where it is not there
    window.choices.choose(sharp=not window.choices.now.sharp)


def _is_sharp(window: Window) -> bool:
    return window.choices.now.sharp


# ── Where to ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _doubtful(by: int) -> Callable[[Window], None]:
    def go(window: Window) -> None:
        desk = desk_of(window)
        if not desk.grid.links.on:
            desk.show_links(on=True)
        to_doubtful(window, desk, by)

    return go


def to_doubtful(window: Window, desk: Desk, by: int) -> None:
    """Go to the next (-1: previous) doubtful link, on the side that has no sentence or else more; say so for none."""
    grid = desk.grid
    grid.commit()
    rows = desk.session.document.rows
    visible = grid.visible_rows()
    within = None if len(visible) == len(rows) else set(visible)
    found = doubts.step(rows, grid.row, by, within, worst_first=window.choices.now.worst_first)
    if found is None or (found == grid.row and not doubts.fact(rows[found]) & doubts.UNSURE):
        window.say(_("No link is doubtful any more."))
        return
    grid.links.side = doubts.likely_side(rows[found])
    grid.go_to(found)


def _other_side(window: Window) -> None:
    links = desk_of(window).grid.links
    links.side = Side.TARGET if links.side is Side.SOURCE else Side.SOURCE


# ── What is said of links ────────────────────────────────────────────────────────────────────────────────────────


def _confirm(window: Window) -> None:
    desk = desk_of(window)
    desk.do(linking.confirm(desk.session.document, desk.rows()))
    window.run("go.next")


def _above(window: Window) -> None:
    desk = desk_of(window)
    desk.grid.commit()
    if not desk.do(linking.confirm_above(desk.session.document, desk.grid.row)):
        window.say(_("All links above are confirmed already."))


def _take_back(window: Window) -> None:
    desk = desk_of(window)
    desk.do(linking.take_back(desk.session.document, desk.rows()))


# ── What is done to them ─────────────────────────────────────────────────────────────────────────────────────────


def _edit(change: Callable[[Document, int], Change]) -> Callable[[Window], None]:
    """Return what makes *change* to the active link."""

    def act(window: Window) -> None:
        desk = desk_of(window)
        desk.grid.commit()
        desk.do(change(desk.session.document, desk.grid.row))

    return act


def _free(*, first: bool) -> Callable[[Window], None]:
    def act(window: Window) -> None:
        desk = desk_of(window)
        desk.grid.commit()
        desk.do(linking.free(desk.session.document, desk.grid.row, desk.grid.links.side, first=first))

    return act


def _push(by: int) -> Callable[[Window], None]:
    """Return what moves a sentence of the active side out of the active link."""

    def act(window: Window) -> None:
        desk = desk_of(window)
        desk.grid.commit()
        desk.do(linking.move(desk.session.document, desk.grid.row, desk.grid.links.side, by))

    return act


def _pull(by: int) -> Callable[[Window], None]:
    """Return what moves a sentence of the next link (-1: the one before) into the active one."""

    def act(window: Window) -> None:
        desk = desk_of(window)
        desk.grid.commit()
        document, side = desk.session.document, desk.grid.links.side
        desk.do(linking.move(document, linking.neighbour(document, desk.grid.row, side, by), side, -by))

    return act


def split(window: Window) -> None:
    """Split the active link: at the caret while one types, else where its sentences part best."""
    desk = desk_of(window)
    grid = desk.grid
    grid.commit()
    row, document = grid.row, desk.session.document
    source, target = grid.source_caret(), grid.editor.caret()
    segment = document.rows[row]
    if grid.links.typing and (source is not None or 0 < target < len(segment.target)):
        desk.do(linking.split_at(document, row, source, target if 0 < target < len(segment.target) else None))
    else:
        desk.do(linking.split(document, row))


def merge(window: Window) -> None:
    """Merge the active link with the next, or all those selected."""
    desk = desk_of(window)
    rows = desk.rows()
    document = desk.session.document
    if len(rows) > 1:
        desk.do(linking.link(document, rows))
    else:
        desk.do(linking.merge(document, rows[0], rows[0] + 1))


def _merge_above(window: Window) -> None:
    desk = desk_of(window)
    desk.grid.commit()
    row = desk.grid.row
    desk.do(linking.merge(desk.session.document, row - 1, row))


def _link(window: Window) -> None:
    desk = desk_of(window)
    desk.do(linking.link(desk.session.document, desk.rows()))


def _drop(window: Window) -> None:
    desk = desk_of(window)
    desk.do(linking.drop(desk.session.document, desk.rows()))


def _keep(window: Window) -> None:
    desk = desk_of(window)
    today = dt.datetime.now().astimezone().date().isoformat()
    author = window.choices.now.name
    desk.do(linking.keep_as_notes(desk.session.document, desk.rows(), author, today))


def _realign(*, everything: bool) -> Callable[[Window], None]:
    def act(window: Window) -> None:
        from editor.qt import realigning

        realigning.start(window, everything=everything)

    return act


COMMANDS: Final = (
    Command("align.review", N_("Review links"), _review, ("F5",), MENU, 0, with_document, _is_reviewing),
    Command("align.next", N_("Next doubtful link"), _doubtful(1), ("F6",), MENU, 1),
    Command("align.previous", N_("Previous doubtful link"), _doubtful(-1), ("Shift+F6",), MENU, 1),
    Command("align.worst_first", N_("Most doubtful first"), _worst_first, (), MENU, 1, always, _is_worst_first),
    Command("align.sharp", N_("Compare meanings too when aligning (slow)"), _sharp, (), MENU, 1, always, _is_sharp),
    Command("align.other_side", N_("To the other side"), _other_side, ("Alt+Left", "Alt+Right"), MENU, 1, reviewing),
    Command("align.confirm", N_("Confirm the link, and go to the next"), _confirm, ("Space",), MENU, 2, reviewing),
    Command("align.confirm_above", N_("Confirm all above"), _above, ("Alt+C", "A"), MENU, 2, reviewing),
    Command("align.take_back", N_("Take back the confirmation"), _take_back, ("Backspace",), MENU, 2, reviewing),
    Command("align.push_down", N_("Move the last sentence down"), _push(1), ("Alt+Down",), MENU, 3, reviewing),
    Command("align.push_up", N_("Move the first sentence up"), _push(-1), ("Alt+Up",), MENU, 3, reviewing),
    Command("align.pull_up", N_("Take in the first sentence below"), _pull(1), ("Alt+Shift+Up",), MENU, 3, reviewing),
    Command(
        "align.pull_down", N_("Take in the last sentence above"), _pull(-1), ("Alt+Shift+Down",), MENU, 3, reviewing
    ),
    Command(
        "align.swap", N_("Swap the translations of this and the next"), _edit(linking.swap), ("Alt+W", "W"), MENU, 3,
        reviewing,
    ),
    Command("align.split", N_("Split the link"), split, ("S",), MENU, 4, reviewing),
    Command("align.merge", N_("Merge with the next link"), merge, ("M",), MENU, 4, reviewing),
    Command(
        "align.merge_above", N_("Merge with the link above"), _merge_above, ("Ctrl+Shift+J", "Shift+M"), MENU, 4,
        reviewing,
    ),
    Command("align.link", N_("Link what is selected"), _link, ("Alt+L", "L"), MENU, 4, reviewing),
    Command(
        "align.free", N_("Set the last sentence of the longer side free"), _free(first=False), ("Alt+X", "X"), MENU, 5,
        reviewing,
    ),
    Command(
        "align.free_first", N_("Set its first sentence free"), _free(first=True), ("Alt+Shift+X", "Shift+X"),
        MENU, 5, reviewing,
    ),
    Command(
        "align.unlink", N_("Unlink all sentences"), _edit(linking.unlink), ("Alt+U", "U"), MENU, 5, reviewing
    ),
    Command("align.drop", N_("Drop the addition"), _drop, ("Del",), MENU, 6, reviewing),
    Command("align.keep", N_("Keep the addition as a note"), _keep, ("Alt+N", "N"), MENU, 6, reviewing),
    Command(
        "align.realign", N_("Realign between confirmed links"), _realign(everything=False), ("Alt+R", "R"), MENU, 7
    ),
    Command(
        "align.realign_all", N_("Realign all that is not confirmed"), _realign(everything=True),
        ("Alt+Shift+R", "Shift+R"), MENU, 7,
    ),
)  # fmt: skip
