"""Commands about the active segment, or all those selected: confirm, copy, mark, split, join, note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from editor import edits, linking
from editor.i18n import N_, _
from editor.model import Document, Mark, Review, State
from editor.qt import commands_align, walk
from editor.qt.command import Command, desk_of
from editor.qt.sentences import cutter

if TYPE_CHECKING:
    from editor.qt.desk import Desk
    from editor.qt.window import Window

MENU: Final = N_("&Segment")


# ── Confirm ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _confirm(window: Window) -> None:
    _confirmed(window, desk_of(window))


def _confirmed(window: Window, desk: Desk) -> None:
    rows = desk.rows()
    document = desk.session.document
    if not desk.grid.links.on and not any(document.rows[row].target for row in rows):
        window.say(_("Nothing is typed here yet, so there is nothing to confirm."))
    elif any(document.rows[row].link for row in rows):
        desk.do(linking.confirm(document, rows))
    else:
        desk.do(edits.confirm(document, rows))


def _confirm_next(window: Window) -> None:
    desk = desk_of(window)
    _confirmed(window, desk)
    if desk.grid.links.on:
        commands_align.to_doubtful(window, desk, 1)
    elif not desk.step(1, walk.unfinished):
        window.say(_("Nothing is left to translate."))


# ── Targets ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _copy_source(window: Window) -> None:
    desk = desk_of(window)
    desk.do(edits.copy_source(desk.session.document, desk.rows()))


def _clear(window: Window) -> None:
    desk = desk_of(window)
    desk.do(edits.clear(desk.session.document, desk.rows()))


def _next_code(window: Window) -> None:
    desk_of(window).grid.editor.next_missing_code()


# ── States ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _to(state: State) -> Callable[[Window], None]:
    def give(window: Window) -> None:
        desk = desk_of(window)
        desk.do(edits.set_state(desk.session.document, desk.rows(), state))

    return give


def _closed(state: State, *, go_on: bool = False) -> Callable[[Window], None]:
    """Return what gives a state that carries the reviewer's name."""

    def give(window: Window) -> None:
        desk = desk_of(window)
        rows = desk.rows()

        def sign(name: str) -> None:
            review = Review(name, dt.datetime.now().astimezone().date().isoformat()) if name else None
            desk.do(edits.set_state(desk.session.document, rows, state, review))
            if go_on and not desk.step(1, walk.to_review):
                window.say(_("Nothing is left to review."))

        _with_name(window, desk, sign)

    return give


def _with_name(window: Window, desk: Desk, act: Callable[[str], None]) -> None:
    """Ask for the reviewer's name the first time, on a card, then do *act* with it."""
    from editor.qt.asking import ask_name

    if window.choices.now.name_asked or window.choices.now.name:
        act(window.choices.now.name)
    else:
        ask_name(window, desk, act)


# ── Marks ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _toggle(mark: Mark, reason: str = "") -> Callable[[Window], None]:
    """Return what sets *mark* on the rows chosen, or takes it away where all have it."""

    def toggle(window: Window) -> None:
        desk = desk_of(window)
        rows = desk.rows()
        on = not _all_marked(desk.session.document, rows, mark)
        desk.do(edits.set_mark(desk.session.document, rows, mark, on=on, reason=reason if on else ""))

    return toggle


def _all_marked(document: Document, rows: list[int], mark: Mark) -> bool:
    return bool(rows) and all(mark in document.rows[row].marks for row in rows)


def _is_marked(mark: Mark) -> Callable[[Window], bool]:
    def marked(window: Window) -> bool:
        desk = window.desk
        return desk is not None and _all_marked(desk.session.document, desk.rows(), mark)

    return marked


# ── Structure, source, notes ─────────────────────────────────────────────────────────────────────────────────────


def _split(window: Window) -> None:
    desk = desk_of(window)
    grid = desk.grid
    if grid.links.on:
        commands_align.split(window)
        return
    grid.commit()
    row, place = grid.row, grid.source_caret()
    document = desk.session.document
    segment = document.rows[row]
    if place is None:
        place = _sentence_end(window, document, row)
    caret = grid.editor.caret()
    cuts_target = 0 < caret < len(segment.target)
    desk.do(edits.split(document, row, place, caret if cuts_target else None))


def _sentence_end(window: Window, document: Document, row: int) -> int:
    """Return where the second sentence of a source begins, else 0, which the split refuses in words."""
    pieces = cutter(window.choices.now)(document.rows[row].source, document.head.source_language)
    return len(pieces[0]) if len(pieces) > 1 else 0


def _join(window: Window) -> None:
    desk = desk_of(window)
    if desk.grid.links.on:
        commands_align.merge(window)
        return
    desk.grid.commit()
    row = desk.grid.row
    caret = len(desk.session.document.rows[row].target)
    if desk.do(edits.join(desk.session.document, row)):
        desk.grid.go_to(row, caret=caret)


def _edit_source(window: Window) -> None:
    desk_of(window).grid.edit_source()


def _note(window: Window) -> None:
    desk = desk_of(window)
    if not desk.panels.isVisible():
        desk.show_panels(on=True)
    desk.panels.edit_note()


COMMANDS: Final = (
    Command(
        "segment.confirm_next", N_("Confirm and go to the next unfinished"), _confirm_next,
        ("Ctrl+Enter", "Ctrl+Return"), MENU,
    ),
    Command("segment.confirm", N_("Confirm"), _confirm, ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"), MENU),
    Command("segment.copy_source", N_("Copy the source"), _copy_source, ("Ctrl+B", "Ctrl+Ins"), MENU, 1),
    Command("segment.next_code", N_("Insert the next missing code"), _next_code, ("Ctrl+,",), MENU, 1),
    Command("segment.clear", N_("Clear the target"), _clear, ("Ctrl+Shift+X",), MENU, 1),
    Command("segment.needs_work", N_("Needs work"), _toggle(Mark.NEEDS_WORK), ("Ctrl+U",), MENU, 2,
            checked=_is_marked(Mark.NEEDS_WORK)),
    Command("segment.review_next", N_("Reviewed, and go to the next to review"), _closed(State.REVIEWED, go_on=True),
            ("Ctrl+Shift+R",), MENU, 2),
    Command("segment.reviewed", N_("Set state: Reviewed"), _closed(State.REVIEWED), (), MENU, 2),
    Command("segment.final", N_("Set state: Final"), _closed(State.FINAL), (), MENU, 2),
    Command("segment.translated", N_("Set state: Translated"), _to(State.TRANSLATED), (), MENU, 2),
    Command("segment.draft", N_("Set state: Draft"), _to(State.DRAFT), (), MENU, 2),
    Command("segment.not_for_translation", N_("Not for translation"), _toggle(Mark.NOT_FOR_TRANSLATION), ("Ctrl+T",),
            MENU, 3, checked=_is_marked(Mark.NOT_FOR_TRANSLATION)),
    Command("segment.omitted", N_("Omitted on purpose"), _toggle(Mark.OMITTED), ("Ctrl+Shift+T",), MENU, 3,
            checked=_is_marked(Mark.OMITTED)),
    Command("segment.split", N_("Split"), _split, ("Ctrl+L",), MENU, 4),
    Command("segment.join", N_("Join with the next"), _join, ("Ctrl+J",), MENU, 4),
    Command("segment.edit_source", N_("Edit the source"), _edit_source, ("F2",), MENU, 4),
    Command("segment.note", N_("Write a note"), _note, ("Ctrl+M",), MENU, 5),
)  # fmt: skip
