from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import ANYTHING, Change, Document, Head, May, Segment, Splice, document
from editor.qt.chips import Chips
from editor.qt.layouts import Layouts
from editor.qt.opened import AWAY, Opened
from editor.qt.page import Page
from editor.qt.segments import SegmentModel
from editor.qt.theme import LIGHT
from editor.session import Session
from editor.text import EMPTY, Text
from tests.samples import LINK, LINK_END, letter


class Desk:
    """An open segment without a grid around it."""

    def __init__(self, content: Document, parent: QWidget) -> None:
        chips = Chips(parent)
        chips.dress(LIGHT, 12.5)
        self.session = Session(content)
        self.model = SegmentModel(self.session, parent)
        self.layouts = Layouts(chips)
        self.layouts.set(Page(800, 16), ("en", "ru"), 12.5)
        self.opened = Opened(self.model, chips, parent)
        self.said: list[str] = []
        self.opened.refused.connect(self.said.append)
        self.session.listen(self.follow)

    def follow(self, change: Change) -> None:
        self.opened.follow(change.to(self.opened.row), self.layouts)

    def open(self, row: int) -> None:
        self.opened.open(row, self.layouts)

    def target(self, row: int) -> Text:
        return self.session.document.rows[row].target


@pytest.fixture
def paper(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def desk(paper: QWidget) -> Desk:
    return Desk(letter(), paper)


def test_opening_shows_both_texts_and_leaving_joins_what_was_typed(desk: Desk) -> None:
    desk.open(1)
    assert desk.opened.editor.text() == desk.target(1)
    assert desk.opened.source.text() == desk.opened.segment.source
    desk.opened.editor.insert_plain("!")
    typed = desk.opened.editor.text()
    assert desk.target(1) != typed
    desk.open(0)
    assert desk.target(1) == typed


def test_opening_without_typing_changes_nothing(desk: Desk) -> None:
    before = desk.session.document
    for row in range(5):
        desk.open(row)
        desk.opened.commit()
    desk.open(-1)
    assert desk.session.document is before


def test_typing_and_taking_it_back_by_hand_changes_nothing(desk: Desk) -> None:
    desk.open(1)
    desk.opened.editor.insert_plain("!")
    desk.opened.editor.textCursor().deletePreviousChar()
    desk.opened.commit()
    assert not desk.session.undo_label


def test_both_texts_typed_into_both_join(desk: Desk) -> None:
    desk.open(1)
    desk.opened.edit_source()
    desk.opened.source.insert_plain("Source. ")
    desk.opened.editor.insert_plain(" Target.")
    desk.opened.commit()
    segment = desk.session.document.rows[1]
    assert "Source. " in segment.source.plain
    assert "Target." in segment.target.plain


def test_a_change_elsewhere_leaves_typed_text_and_one_here_shows(desk: Desk) -> None:
    desk.open(0)
    desk.opened.editor.insert_plain("typed")
    desk.session.do(edits.set_target(desk.session.document, 3, Text.of("elsewhere")))
    desk.session.do(edits.set_target(desk.session.document, 0, Text.of("behind my back")))
    assert desk.opened.editor.text() == Text.of("typed")
    desk.opened.commit()
    assert desk.target(0) == Text.of("typed")
    desk.session.do(edits.set_target(desk.session.document, 0, Text.of("from a command")))
    assert desk.opened.editor.text() == Text.of("from a command")


def test_a_source_corrected_elsewhere_shows_and_gives_its_codes(desk: Desk) -> None:
    desk.open(0)
    desk.session.do(edits.edit_source(desk.session.document, 0, Text.of("See ", LINK, "here", LINK_END)))
    assert desk.opened.source.text() == Text.of("See ", LINK, "here", LINK_END)
    assert desk.opened.editor.next_missing_code()
    assert desk.opened.editor.text() == Text.of(LINK)


def test_where_another_segment_takes_the_place_it_is_opened_anew(desk: Desk) -> None:
    desk.open(0)
    other = Segment("other", Text.of("Other"), Text.of("Другое"))
    desk.session.do(Change("", (Splice(0, (desk.session.document.rows[0],), (other,)),)))
    assert desk.opened.editor.text() == other.target
    desk.session.undo()
    assert desk.opened.editor.text() == EMPTY


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (document(letter().rows, Head(read_only="Somebody else has it.")), "Somebody else has it."),
        (document([replace(letter().rows[0], may=ANYTHING & ~May.TRANSLATE)]), "locked in the file"),
    ],
    ids=["document", "segment"],
)
def test_what_may_not_be_typed_is_refused_in_words(paper: QWidget, content: Document, words: str) -> None:
    desk = Desk(content, paper)
    desk.open(0)
    desk.opened.editor.insert_plain("x")
    desk.opened.commit()
    assert words in desk.said[0]
    assert desk.opened.editor.text() == desk.target(0)


def test_what_became_forbidden_while_typing_is_refused_and_shown_as_it_was(desk: Desk) -> None:
    desk.open(1)
    was = desk.target(1)
    desk.opened.editor.insert_plain("lost")
    desk.session.do(edits.set_head(desk.session.document, Head("en", "ru", read_only="Closed meanwhile.")))
    desk.opened.commit()
    assert desk.said == ["Closed meanwhile."]
    assert desk.opened.editor.text() == desk.target(1) == was


def test_the_source_of_a_foreign_file_says_why_it_is_not_edited(paper: QWidget) -> None:
    desk = Desk(document([replace(letter().rows[0], may=ANYTHING & ~May.EDIT_SOURCE)]), paper)
    desk.open(0)
    desk.opened.edit_source()
    assert not desk.opened.editing_source
    assert "work files" in desk.said[0]


def test_codes_that_a_file_wants_kept_stay(paper: QWidget) -> None:
    desk = Desk(document([replace(letter().rows[1], may=ANYTHING & ~May.DELETE_CODES)]), paper)
    desk.open(0)
    desk.opened.editor.selectAll()
    desk.opened.editor.insert_plain("all new")
    assert desk.opened.editor.text() == Text.of("all new", LINK, LINK_END)


def test_boxes_are_laid_out_of_sight_without_being_hidden(desk: Desk, paper: QWidget) -> None:
    paper.resize(800, 600)
    paper.show()
    desk.open(0)
    desk.opened.place(QRect(0, 10, 300, 40), QRect(400, 10, 300, 40))
    assert desk.opened.editor.geometry() == QRect(400, 10, 300, 40)
    desk.opened.put_away()
    assert desk.opened.editor.y() == AWAY
    assert desk.opened.editor.isVisible()
    desk.open(-1)
    assert not desk.opened.editor.isVisible()


def test_growing_is_told_once_for_each_line(desk: Desk) -> None:
    desk.open(0)
    told: list[int] = []
    desk.opened.grew.connect(lambda: told.append(desk.opened.editor.needed))
    height = desk.opened.height(desk.layouts)
    desk.opened.editor.insert_plain("a")
    assert told == []
    desk.opened.editor.insert_plain("word " * 30)
    assert told
    assert desk.opened.height(desk.layouts) > height


def test_the_frame_and_its_hints_are_where_one_edits(desk: Desk) -> None:
    desk.open(0)
    high = desk.opened.height(desk.layouts)
    desk.opened.edit_source()
    assert desk.opened.height(desk.layouts) == high
    assert desk.opened.drops(desk.layouts) == (0, 0)


def test_a_screen_reader_is_told_of_the_next_segment_though_the_box_is_the_same(
    desk: Desk, paper: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[object, str]] = []
    paper.show()
    desk.open(0)
    desk.opened.place(QRect(0, 0, 9, 9), QRect(0, 0, 9, 9))
    desk.opened.editor.setFocus()
    qtbot.waitUntil(desk.opened.editor.hasFocus)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: heard.append((event.type(), desk.opened.editor.accessibleName())),
    )
    desk.open(1)
    assert heard == [(QAccessible.Event.Focus, "Translation of segment 2")]
