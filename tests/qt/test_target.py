from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.qt.chips import Chips
from editor.qt.page import Face
from editor.qt.painting import background
from editor.qt.target import TargetEditor
from editor.qt.theme import LIGHT
from editor.text import ALL, EMPTY, Break, Can, Code, Kind, Text
from tests.samples import BREAK, LINK, LINK_END
from tests.strategies import codes, texts

any_text = codes().flatmap(texts)
KEY, NO, CTRL, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[TargetEditor]:
    chips = Chips()
    chips.dress(LIGHT, 12.5)
    box = TargetEditor(chips)
    qtbot.addWidget(box)
    box.colour(LIGHT, "paper")
    box.dress(Face("en", 12.5), "", 400)
    box.open(EMPTY, EMPTY)
    box.show()
    yield box
    QGuiApplication.clipboard().clear()


def compose(editor: TargetEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def kept(editor: TargetEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO, text: str = "") -> bool:
    """Tell whether the editor claims a key before the window's shortcuts see it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
    event.ignore()
    QApplication.sendEvent(editor, event)
    return event.isAccepted()


@pytest.fixture(scope="module")
def one(qapp: QApplication) -> TargetEditor:
    """One editor for many texts, as the grid has it."""
    chips = Chips(qapp)
    chips.dress(LIGHT, 12.5)
    box = TargetEditor(chips)
    box.dress(Face("en", 12.5), "", 400)
    return box


@given(any_text, any_text)
def test_a_text_put_in_comes_out(one: TargetEditor, text: Text, other: Text) -> None:
    one.open(text, EMPTY)
    assert one.text() == text
    assert one.caret() == len(text)
    one.amend(other)
    assert one.text() == other


@given(any_text, st.data())
def test_typing_anywhere_inserts_there_and_leaves_the_rest(one: TargetEditor, text: Text, data: st.DataObject) -> None:
    one.lock("")
    one.open(text, EMPTY)
    at = data.draw(st.integers(0, len(text)))
    one.select(at, at)
    assert one.caret() == at
    one.insert_plain("ж🙂")
    head, tail = text.cut(at)
    assert one.text() == head + Text.of("ж🙂") + tail
    assert one.caret() == at + 2


@given(any_text, st.data())
def test_a_selection_is_positions_and_typing_replaces_it(one: TargetEditor, text: Text, data: st.DataObject) -> None:
    one.open(text, EMPTY)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    one.select(start, end)
    assert one.selection() == (start, end)
    assert one.selected_text() == text.part(start, end).plain
    one.insert_plain("x")
    missing = [code for code in text.part(start, end).codes if Can.DELETE not in code.can]
    if not missing:
        assert one.text() == text.cut(start)[0] + Text.of("x") + text.cut(end)[1]


@given(any_text, any_text)
def test_an_amended_text_has_its_caret_behind_what_changed(one: TargetEditor, text: Text, other: Text) -> None:
    one.open(text, EMPTY)
    typed: list[object] = []
    one.typed.connect(lambda: typed.append(1))
    one.amend(other)
    one.typed.disconnect()
    behind = len(other) - one.caret()
    assert text == other or list(other)[one.caret() :] == list(text)[len(text) - behind :]
    assert typed == []


def test_backspace_takes_a_chip_as_one(editor: TargetEditor, qtbot: QtBot) -> None:
    editor.open(Text.of("a", LINK, "b"), EMPTY)
    editor.select(2, 2)
    QTest.keyClick(editor, KEY.Key_Backspace)
    assert editor.text() == Text.of("ab")


def test_typing_beside_chips_is_plain_text(editor: TargetEditor, qtbot: QtBot) -> None:
    editor.open(Text.of(LINK, LINK_END), EMPTY)
    for place in (2, 1, 0):
        editor.select(place, place)
        QTest.keyClicks(editor, "x")
    assert editor.text() == Text.of("x", LINK, "x", LINK_END, "x")


def test_a_code_given_is_typed_at_the_caret(editor: TargetEditor) -> None:
    editor.open(Text.of("ab"), EMPTY)
    editor.select(1, 1)
    editor.insert_code(BREAK)
    assert (editor.text(), editor.caret()) == (Text.of("a", BREAK, "b"), 2)


def test_next_missing_code_goes_through_the_source_and_wraps_a_selection(editor: TargetEditor) -> None:
    source = Text.of("See ", LINK, "here", LINK_END, BREAK, "there")
    editor.open(Text.of("да"), source)
    assert [editor.next_missing_code() for _ in range(4)] == [True, True, True, False]
    assert editor.text() == Text.of("да", LINK, LINK_END, BREAK)
    editor.open(Text.of("См. здесь"), source)
    editor.select(4, 9)
    editor.next_missing_code()
    assert editor.text() == Text.of("См. ", LINK, "здесь", LINK_END)
    assert editor.caret() == 11


def test_a_file_that_permits_no_more_codes_says_so(editor: TargetEditor, qtbot: QtBot) -> None:
    editor.open(EMPTY, Text.of(LINK))
    editor.may_add_codes = False
    with qtbot.waitSignal(editor.refused):
        assert not editor.next_missing_code()
    assert editor.text() == EMPTY


def test_a_protected_code_survives_its_deletion_and_the_user_is_told(editor: TargetEditor, qtbot: QtBot) -> None:
    fixed = Code(Kind.ALONE, "9", "field", can=ALL & ~Can.DELETE)
    editor.open(Text.of("a", fixed, LINK, "b"), EMPTY)
    editor.selectAll()
    with qtbot.waitSignal(editor.refused):
        QTest.keyClick(editor, KEY.Key_Delete)
    assert editor.text() == Text.of(fixed)
    editor.open(Text.of("a", LINK), EMPTY, protect=True)
    editor.selectAll()
    QTest.keyClicks(editor, "x")
    assert editor.text() == Text.of("x", LINK)


def test_copy_and_paste_keep_chips_once(editor: TargetEditor, qtbot: QtBot) -> None:
    source = Text.of("See ", LINK, "here", LINK_END)
    editor.open(source, source)
    editor.selectAll()
    QTest.keyClick(editor, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "See here"
    QTest.keyClick(editor, KEY.Key_V, CTRL)
    assert editor.text() == source
    QTest.keyClick(editor, KEY.Key_V, CTRL)
    assert editor.text() == source + Text.of("See here")
    editor.select(0, 10)
    QTest.keyClick(editor, KEY.Key_X, CTRL)
    assert editor.text() == Text.of("See here")
    QTest.keyClick(editor, KEY.Key_V, CTRL)
    assert editor.text() == source + Text.of("See here")


def test_paste_from_elsewhere_is_plain_and_on_one_line(editor: TargetEditor) -> None:
    mime = QMimeData()
    mime.setHtml("<b>One</b><br>two")
    mime.setText("One\ntwo\u00a0!")
    editor.insertFromMimeData(mime)
    assert editor.text() == Text.of("One two\u00a0!")


@pytest.mark.parametrize(("address", "taken"), [("file:///tmp/letter.txt", False), ("https://example.org/", True)])
def test_a_file_dropped_on_a_text_is_for_the_window(editor: TargetEditor, address: str, taken: bool) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(3, 3), actions, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(editor.viewport(), event)
    assert event.isAccepted() == taken


def test_the_wheel_is_for_the_leaves_beneath(editor: TargetEditor) -> None:
    editor.resize(200, 20)
    editor.open(Text.of("word " * 200), EMPTY)
    at, none = QPointF(5, 5), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), QPoint(0, -120), none, NO, phase, False)
    QApplication.sendEvent(editor.viewport(), event)
    assert not event.isAccepted()


def test_newlines_are_typed_only_where_the_source_has_some(editor: TargetEditor, qtbot: QtBot) -> None:
    editor.open(EMPTY, Text.of("one line"))
    QTest.keyClick(editor, KEY.Key_Return, SHIFT)
    assert editor.text() == EMPTY
    editor.open(EMPTY, Text.of("two\nlines"))
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, KEY.Key_Return, SHIFT)
    QTest.keyClicks(editor, "b")
    assert editor.text() == Text.of("a\nb")


def test_enter_alone_is_the_windows(editor: TargetEditor, qtbot: QtBot) -> None:
    editor.open(Text.of("a"), Text.of("two\nlines"))
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.keyClick(editor, KEY.Key_Return, CTRL)
    assert editor.text() == Text.of("a")
    assert not kept(editor, KEY.Key_Return)
    assert not kept(editor, KEY.Key_Return, CTRL)


def test_while_an_input_method_composes_enter_is_its_own(editor: TargetEditor, qtbot: QtBot) -> None:
    typed: list[object] = []
    editor.typed.connect(lambda: typed.append(editor.text()))
    compose(editor, "にほn")
    assert (editor.composing, editor.text(), typed) == (True, EMPTY, [])
    for modifiers in (NO, CTRL):
        assert kept(editor, KEY.Key_Return, modifiers)
        QTest.keyClick(editor, KEY.Key_Return, modifiers)
    assert editor.text() == EMPTY
    compose(editor, "", "日本")
    assert (editor.composing, editor.text()) == (False, Text.of("日本"))
    assert typed == [Text.of("日本")]
    assert not kept(editor, KEY.Key_Return, CTRL)


def test_another_text_drops_what_was_not_committed(editor: TargetEditor) -> None:
    compose(editor, "にほ")
    editor.open(Text.of("next"), EMPTY)
    assert not editor.composing
    assert editor.text() == Text.of("next")
    assert editor.document().firstBlock().layout().preeditAreaText() == ""


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "own"),
    [
        (KEY.Key_A, NO, "a", True),
        (KEY.Key_A, SHIFT, "A", True),
        (KEY.Key_Backspace, CTRL, "", True),
        (KEY.Key_Left, CTRL | SHIFT, "", True),
        (KEY.Key_V, CTRL, "\x16", True),
        (KEY.Key_At, CTRL | Qt.KeyboardModifier.AltModifier, "@", True),
        (KEY.Key_Z, CTRL, "\x1a", False),
        (KEY.Key_B, CTRL, "\x02", False),
        (KEY.Key_U, CTRL, "\x15", False),
        (KEY.Key_K, CTRL, "\x0b", False),
        (KEY.Key_Insert, CTRL, "", False),
        (KEY.Key_Down, CTRL, "", False),
        (KEY.Key_Down, CTRL | SHIFT, "", False),
        (KEY.Key_F2, NO, "", False),
        (KEY.Key_PageDown, NO, "", False),
        (KEY.Key_1, Qt.KeyboardModifier.AltModifier, "1", False),
    ],
)
def test_which_keys_the_windows_commands_may_have(
    editor: TargetEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, own: bool
) -> None:
    assert kept(editor, key, modifiers, text) == own


def test_undo_is_not_the_boxs(editor: TargetEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor, "word")
    QTest.keyClick(editor, KEY.Key_Z, CTRL)
    assert editor.text() == Text.of("word")
    assert not editor.isUndoRedoEnabled()


def test_a_locked_text_says_why_it_takes_nothing(editor: TargetEditor, qtbot: QtBot) -> None:
    editor.open(Text.of("fixed"), EMPTY)
    editor.lock("Locked, because.")
    said: list[str] = []
    editor.refused.connect(said.append)
    QTest.keyClicks(editor, "x")
    editor.insert_plain("y")
    QTest.keyClick(editor, KEY.Key_Backspace)
    assert (editor.text(), said[:2]) == (Text.of("fixed"), ["Locked, because."] * 2)
    QTest.keyClick(editor, KEY.Key_Left)
    assert editor.caret() == 4
    editor.lock("")
    QTest.keyClicks(editor, "x")
    assert editor.text() == Text.of("fixexd")


def test_tab_and_escape_are_told(editor: TargetEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.tabbed):
        QTest.keyClick(editor, KEY.Key_Tab)
    with qtbot.waitSignal(editor.escaped):
        QTest.keyClick(editor, KEY.Key_Escape)


def test_the_box_needs_as_many_lines_as_the_text(editor: TargetEditor) -> None:
    line = Face("en", 12.5).line()
    heights = []
    for words in (0, 3, 60):
        editor.set_text(Text.of("word " * words))
        heights.append(editor.needed)
    assert heights[:2] == [line, line]
    assert heights[2] > 2 * line
    assert heights[2] % line == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_text)
def test_a_screen_reader_is_told_the_words_on_chips(one: TargetEditor, text: Text) -> None:
    one.open(text + Text.of(LINK, Break()), EMPTY)
    assert "[link]" in one.accessibleDescription()


def test_search_hits_are_marked_and_unmarked(editor: TargetEditor) -> None:
    editor.open(Text.of("one two"), EMPTY)
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = 4, 3, background(LIGHT.colour("found"))
    editor.tint([part])
    assert [extra.cursor.selectedText() for extra in editor.extraSelections()] == ["two"]
    editor.tint([])
    assert editor.extraSelections() == []


def test_a_screen_reader_hears_the_word_on_a_chip_that_the_caret_passes(
    editor: TargetEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    editor.open(Text.of("a🙂", LINK, "b", LINK_END), EMPTY)
    for _ in range(5):
        QTest.keyClick(editor, KEY.Key_Left)
    QTest.keyClick(editor, KEY.Key_End)
    assert heard == ["/link", "link"]


@pytest.mark.parametrize("points", [7.5, 12.5, 25.0, 37.5])
@pytest.mark.parametrize("role", ["", "title"])
def test_a_text_that_is_shown_takes_another_size_line_by_line(editor: TargetEditor, points: float, role: str) -> None:
    told: list[str] = []
    editor.typed.connect(lambda: told.append("typed"))
    text, face = Text.of("Many words that fill some lines ", LINK, "of any size", LINK_END, "."), Face("en", points)
    editor.open(text, text)
    editor.select(3, 7)
    editor.dress(face, role, 150)
    lines = editor.document().firstBlock().layout().lineCount()
    assert editor.needed == lines * face.line(role)
    assert lines > 1
    assert (editor.text(), editor.selection(), told) == (text, (3, 7), [])
