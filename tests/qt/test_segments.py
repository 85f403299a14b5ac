from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleTableModelChangeEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from editor import edits
from editor.model import Change, Document, Head, Mark, May, Segment, Splice, State
from editor.qt.segments import (
    MANY,
    SOURCE,
    STATE,
    TARGET,
    RowMap,
    SegmentModel,
    standing,
    tell_of_cells,
    tell_of_selection,
)
from editor.session import Session
from editor.text import Text
from tests.operations import operation
from tests.qt.bitexts import bitext
from tests.samples import letter
from tests.strategies import documents

pytestmark = pytest.mark.usefixtures("qapp")


class Follower(QObject):
    """Knows the model only by its signals, as a view does."""

    def __init__(self, model: SegmentModel) -> None:
        super().__init__(model)
        self.model = model
        self.resets = 0
        self.read()
        model.dataChanged.connect(self.changed)
        model.rowsInserted.connect(self.inserted)
        model.rowsRemoved.connect(self.removed)
        model.modelReset.connect(self.reset)

    def read(self) -> None:
        self.rows = [self.model.segment(row) for row in range(self.model.rowCount())]

    def reset(self) -> None:
        self.resets += 1
        self.read()

    def changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.rows[row] = self.model.segment(row)

    def inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.rows[first:first] = [self.model.segment(row) for row in range(first, last + 1)]
        assert len(self.rows) == self.model.rowCount()

    def removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.rows[first : last + 1]
        assert len(self.rows) == self.model.rowCount()


def scattered(document: Document, random: Random) -> Change:
    """Make a change of several splices that give way to fewer, as many or more rows."""
    splices, row = [], 0
    while row < len(document.rows):
        size = random.randrange(3)
        before = document.rows[row : row + size]
        after = tuple(
            Segment(f"new/{random.random()}", Text.of(random.choice("abc")), unit="n")
            for _ in range(random.randrange(3))
        )
        if before or after:
            splices.append(Splice(row, before, after))
        row += size + 1 + random.randrange(3)
    return Change("Scattered", tuple(splices))


def play(session: Session, random: Random) -> None:
    kind = random.randrange(6)
    if kind == 0:
        session.undo()
    elif kind == 1:
        session.redo()
    elif kind == 2:
        session.do(scattered(session.document, random))
    elif session.document.rows and (change := operation(session.document, random)) is not None:
        session.do(change)


@settings(max_examples=40)
@given(documents(), st.randoms(use_true_random=False), st.booleans())
def test_whoever_follows_the_signals_knows_the_rows(document: Document, random: Random, filtered: bool) -> None:
    session = Session(document)
    model = SegmentModel(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    if filtered:
        model.show([row for row in range(len(document.rows)) if random.random() < 0.5])
    follower = Follower(model)
    for _ in range(8):
        play(session, random)
        assert follower.rows == [model.segment(row) for row in range(model.rowCount())]
        assert filtered or follower.rows == list(session.document.rows)
        assert model.rows == session.document.rows
    assert tester.model() is model
    model.close()


@given(st.sets(st.integers(0, 60)), st.integers(0, 60), st.integers(0, 5), st.integers(0, 5))
def test_a_row_map_follows_rows_that_come_and_go(shown: set[int], at: int, removed: int, inserted: int) -> None:
    after = RowMap.of(shown).spliced(at, removed, inserted)
    near = bool(shown & set(range(at, at + removed))) or (at - 1 if at else 0) in shown
    kept = {row for row in shown if row < at} | {row + inserted - removed for row in shown if row >= at + removed}
    assert set(after.listed) == kept | (set(range(at, at + inserted)) if near else set())
    assert all(after.document_row(after.place(row)) == row for row in after.listed)
    assert [row for row in range(80) if after.shows(row)] == after.listed


@given(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_a_filter_that_hardly_changes_takes_and_brings_only_those_rows(before: set[int], after: set[int]) -> None:
    model = SegmentModel(Session(letter()))
    model.show(sorted(before))
    follower = Follower(model)
    model.show([*after, *after])
    assert model.map.listed == sorted(after)
    assert follower.rows == [model.rows[row] for row in sorted(after)]
    assert follower.resets == 0
    model.show(None)
    assert follower.resets == 1


def test_a_split_tells_the_changed_row_first_and_then_the_new_one() -> None:
    session = Session(letter())
    model = SegmentModel(session)
    told: list[tuple[str, int]] = []
    model.dataChanged.connect(lambda first, _last: told.append(("changed", first.row())))
    model.rowsInserted.connect(lambda _parent, first, _last: told.append(("inserted", first)))
    model.rowsRemoved.connect(lambda _parent, first, _last: told.append(("removed", first)))
    session.do(edits.split(session.document, 1, 4))
    session.undo()
    assert told == [("changed", 1), ("inserted", 2), ("changed", 1), ("removed", 2)]


def test_many_rows_coming_at_once_are_one_reset_and_rows_stay_findable() -> None:
    rows = [Segment(f"s{number}", Text.of("x")) for number in range(4 * MANY)]
    session = Session(Document(letter().rows.of(rows)))
    model = SegmentModel(session)
    follower = Follower(model)
    new = Segment("n", Text.of("n"))
    session.do(Change("", tuple(Splice(at, (), (new,)) for at in range(0, 2 * MANY + 2, 2))))
    assert follower.resets == 1
    assert model.rows[model.now_at(100)].id == "s100"


def test_confirming_all_is_told_in_few_signals() -> None:
    rows = [Segment(f"s{n}", Text.of("x"), Text.of("y"), State.DRAFT) for n in range(4 * MANY)]
    session = Session(Document(letter().rows.of(rows)))
    model = SegmentModel(session)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(last.row() - first.row()))
    session.do(edits.confirm(session.document, range(0, 4 * MANY, 2)))
    assert told == [4 * MANY - 2]


def test_a_hidden_row_is_revealed_in_its_place() -> None:
    model = SegmentModel(Session(letter()))
    model.show([0, 4])
    follower = Follower(model)
    model.reveal(2)
    model.reveal(2)
    assert [segment.id for segment in follower.rows] == ["f1/u1/1", "f1/u1/3", "f1/u2/2"]
    assert model.map.listed == [0, 2, 4]


def test_paragraphs_begin_where_the_unit_changes_among_the_rows_shown() -> None:
    model = SegmentModel(Session(letter()))
    assert [model.begins_unit(row) for row in range(5)] == [True, False, False, True, False]
    model.show([1, 4])
    assert [model.begins_unit(row) for row in range(2)] == [True, True]


def test_a_screen_reader_hears_codes_states_marks_and_places() -> None:
    session = Session(letter())
    model = SegmentModel(session)
    heard, described = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole
    session.do(edits.set_mark(session.document, [1], Mark.NEEDS_WORK, on=True))
    assert model.index(1, SOURCE).data(heard) == "See [link]the list[/link] below."
    assert model.index(1, STATE).data(heard) == "Translated, needs work"
    assert model.index(1, TARGET).data(heard) == "См. [link]список[/link]."
    assert model.index(1, TARGET).data(described) == "Segment 2 of 5: Translated, needs work"
    assert model.index(1, TARGET).data() == "См. список."
    assert model.index(1, STATE).data(Qt.ItemDataRole.ToolTipRole) == "Translated, needs work"
    assert model.index(1, STATE).data(Qt.ItemDataRole.FontRole) is None
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(column, across) for column in range(3)] == [
        "Source (English)",
        "State",
        "Translation (Russian)",
    ]
    assert model.headerData(1, down) == "2"


def test_words_for_a_row_that_is_not_to_be_translated() -> None:
    idle = Segment("s", Text.of("x"), marks=frozenset({Mark.NOT_FOR_TRANSLATION}), reason="navigation")
    assert standing(idle) == "Untranslated, not for translation, navigation"
    assert standing(Segment("s", Text.of("x"), may=May.NOTHING)) == "Untranslated, locked in the file"


def test_a_new_language_is_told() -> None:
    session = Session(letter())
    model = SegmentModel(session)
    told: list[object] = []
    model.headerDataChanged.connect(lambda *_: told.append("header"))
    session.do(edits.set_head(session.document, Head("en", "uk")))
    assert told == ["header"]
    assert model.headerData(TARGET, Qt.Orientation.Horizontal) == "Translation (Ukrainian)"


def test_screen_readers_are_told_of_cells_that_read_otherwise(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, ...]] = []

    def update(event: QAccessibleTableModelChangeEvent) -> None:
        heard.append((event.firstRow(), event.firstColumn(), event.lastRow(), event.lastColumn()))

    model = SegmentModel(Session(letter()))
    view = QTableView()
    qtbot.addWidget(view)
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    for active in (False, True):
        monkeypatch.setattr(QAccessible, "isActive", lambda active=active: active)
        tell_of_cells(view, model.index(1, SOURCE), model.index(3, TARGET))
    assert heard == [(1, SOURCE, 3, TARGET)]


def test_screen_readers_are_told_once_of_a_selection(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    view = QTableView()
    qtbot.addWidget(view)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.type()))
    tell_of_selection(view)
    assert heard == [QAccessible.Event.SelectionWithin]


def test_a_row_says_of_its_link_what_kind_it_is_how_sure_and_whether_confirmed() -> None:
    model = SegmentModel(Session(bitext()))
    role = Qt.ItemDataRole
    said = [model.data(model.index(row, STATE), role.AccessibleTextRole) for row in (0, 1, 3)]
    assert said == [
        "Translated; 1 to 1, confirmed",
        "Draft; 2 to 1, very doubtful, 40\u00a0%",
        "Untranslated; no translation, sure, 95\u00a0%",
    ]
    described = model.data(model.index(4, TARGET), role.AccessibleDescriptionRole)
    assert described == "Segment 5 of 7: Draft; addition without an original, doubtful, 80\u00a0%"
