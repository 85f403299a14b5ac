"""Every command of the table, run by its id on a real window, does what its title says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.model import Mark, Note, Segment, State
from editor.qt import findings, opening
from editor.qt.chooser import Chooser
from editor.qt.commands import BY_ID
from editor.qt.desk import Desk
from editor.qt.exporting import ExportSheet
from editor.qt.manual import Pages
from editor.qt.overlay import focused
from editor.qt.preferences import PreferencesSheet
from editor.qt.program import Program
from editor.qt.properties import PropertiesSheet
from editor.qt.target import TargetEditor
from editor.qt.theme import THEMES
from editor.qt.validating import FindingsSheet
from editor.qt.versioning import VersionSheet
from editor.qt.window import Window
from editor.text import Code, Kind, Text
from tests.scenarios import links


@dataclass
class World:
    """What a case may touch."""

    program: Program
    window: Window
    desk: Desk
    choose: Callable[[Path | str], list[str]]
    folder: Path
    bot: QtBot
    patch: pytest.MonkeyPatch

    def run(self, name: str) -> None:
        self.window.run(name)

    def types(self, row: int, words: str) -> None:
        self.desk.grid.go_to(row)
        self.desk.grid.editor.insert_plain(words)
        self.desk.grid.commit()

    def row(self, number: int = -1) -> Segment:
        rows = self.desk.session.document.rows
        return rows[self.desk.grid.row if number < 0 else number]

    def content(self, kind: type) -> None:
        assert self.window.overlay is not None
        assert isinstance(self.window.overlay.content, kind)


@pytest.fixture
def world(  # noqa: PLR0917 - fixtures are arguments
    program: Program,
    window: Window,
    desk: Desk,
    choose_file: Callable[[Path | str], list[str]],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    desk.grid.go_to(0)
    return World(program, window, desk, choose_file, tmp_path, qtbot, monkeypatch)


Case = Callable[[World], None]
CASES: dict[str, Case] = {}


def case(*names: str) -> Callable[[Case], Case]:
    def keep(function: Case) -> Case:
        for name in names:
            assert name not in CASES
            CASES[name] = function
        return function

    return keep


def test_every_command_has_its_case() -> None:
    assert sorted(CASES) == sorted(BY_ID)


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_command(name: str, world: World) -> None:
    CASES[name](world)


# ── File ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@case("file.open")
def _open(world: World) -> None:
    other = world.folder / "other.txt"
    other.write_text("Another letter. It is short.", encoding="utf-8")
    world.choose(other)
    world.run("file.open")
    assert [w.desk.name for w in world.program.windows if w.desk is not None] == ["letter", "other"]


@case("file.recent")
def _recent(world: World) -> None:
    world.run("file.recent")
    overlay = world.window.overlay
    assert overlay is not None
    assert isinstance(overlay.content, Chooser)
    assert [offer.title for offer in overlay.content.offered] == ["letter.txt"]
    overlay.content.choose()
    assert world.window.overlay is None


@case("file.new_window")
def _new_window(world: World) -> None:
    world.run("file.new_window")
    assert len(world.program.windows) == 2
    assert world.program.windows[1].desk is None


@case("file.save", "file.save_as")
def _save(world: World) -> None:
    world.types(1, "Мы писали в мае.")
    asked = world.choose(world.folder / "work.xlf")
    world.run("file.save")
    assert asked == [str(world.folder / "letter.ru.xlf")]
    assert not world.desk.session.modified
    first = (world.folder / "work.xlf").read_bytes()
    world.types(2, "Никто не ответил.")
    world.run("file.save")
    assert len(asked) == 1
    assert (world.folder / "work.xlf").read_bytes() != first
    world.choose(world.folder / "again")
    world.run("file.save_as")
    assert (world.folder / "again.xlf").read_bytes() == (world.folder / "work.xlf").read_bytes()


@case("file.versions")
def _versions(world: World) -> None:
    world.choose(world.folder / "work.xlf")
    for text in ("Мы писали.", " Ещё."):
        world.types(1, text)
        world.run("file.save")
    world.run("file.versions")
    assert world.window.overlay is not None
    sheet = world.window.overlay.content
    assert isinstance(sheet, VersionSheet)
    sheet.restore.click()
    assert world.row(1).target.plain == "Мы писали."


@case("file.validate")
def _validate(world: World) -> None:
    world.run("file.validate")
    world.bot.waitUntil(lambda: world.window.overlay is not None)
    assert world.window.overlay is not None
    sheet = world.window.overlay.content
    assert isinstance(sheet, FindingsSheet)
    assert sheet.summary.text() == "The file is valid."


@case("file.export")
def _export(world: World) -> None:
    world.types(1, "Мы писали в мае.")
    world.run("file.export")
    overlay = world.window.overlay
    assert overlay is not None
    assert isinstance(overlay.content, ExportSheet)
    asked = world.choose(world.folder / "letter.ru.txt")
    overlay.content.export.click()
    assert asked == [str(world.folder / "letter.ru.txt")]
    world.bot.waitUntil(lambda: not world.window.tasks.busy)
    text = (world.folder / "letter.ru.txt").read_text(encoding="utf-8")
    assert text == (world.folder / "letter.txt").read_text(encoding="utf-8").replace(
        "We wrote in May.", "Мы писали в мае."
    )
    assert "not translated" in world.desk.status.sentence.text()


@case("file.print")
def _print(world: World) -> None:
    shown: list[str] = []

    def refuse(dialog: QPrintDialog) -> int:
        shown.append(dialog.printer().docName())
        return 0

    world.patch.setattr(QPrintDialog, "exec", refuse)
    world.run("file.print")
    assert shown == ["letter"]


@case("file.pdf")
def _pdf(world: World) -> None:
    world.choose(world.folder / "edition")
    world.run("file.pdf")
    assert (world.folder / "edition.pdf").read_bytes().startswith(b"%PDF")


@case("file.update", "file.gone")
def _update(world: World) -> None:
    newer = world.folder / "newer.txt"
    newer.write_text("A letter\n\nWe wrote in May. Nobody answered, nobody at all.\n", encoding="utf-8")
    world.choose(newer)
    world.run("file.update")
    world.bot.waitUntil(lambda: findings.shown(world.window) is not None)
    assert world.desk.session.undo_label == "Update from a newer original"
    gone = [segment.source.plain for segment in world.desk.session.document.head.gone]
    assert "Then we wrote in June." in gone
    world.run("file.gone")
    shown = findings.shown(world.window)
    assert shown is not None
    assert len(shown.places) == len(gone)


@case("file.compare")
def _compare(world: World) -> None:
    world.types(1, "Мы писали в мае.")
    world.choose(world.folder / "letter.txt")
    world.run("file.compare")
    world.bot.waitUntil(lambda: findings.shown(world.window) is not None)
    shown = findings.shown(world.window)
    assert shown is not None
    assert shown.summary.text().startswith("1 difference.")


@case("file.report")
def _report(world: World) -> None:
    world.run("file.report")
    shown = findings.shown(world.window)
    assert shown is not None
    assert "not translated" in shown.summary.text()


@case("file.properties")
def _properties(world: World) -> None:
    world.run("file.properties")
    world.content(PropertiesSheet)
    assert world.window.overlay is not None
    sheet = world.window.overlay.content
    assert isinstance(sheet, PropertiesSheet)
    sheet.target.show_tag("de")
    sheet.title.setText("A short letter")
    sheet.apply.click()
    head = world.desk.session.document.head
    assert (head.target_language, head.title) == ("de", "A short letter")
    world.run("edit.undo")
    assert world.desk.session.document.head.target_language == "ru"


@case("file.close")
def _close(world: World) -> None:
    world.run("file.close")
    assert world.window.desk is None
    assert world.window.isVisible()


@case("file.quit")
def _quit(world: World) -> None:
    world.run("file.quit")
    assert world.program.windows == []


# ── Edit ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@case("edit.undo", "edit.redo")
def _undo(world: World) -> None:
    world.types(1, "Мы писали в мае.")
    world.desk.grid.go_to(3)
    world.run("edit.undo")
    assert not world.row(1).target
    assert world.desk.grid.row == 1
    world.run("edit.redo")
    assert world.row(1).target.plain == "Мы писали в мае."


@case("edit.cut", "edit.copy", "edit.paste", "edit.select_all")
def _clipboard(world: World) -> None:
    box = world.desk.grid.editor
    box.setFocus()
    box.insert_plain("Мы писали")
    world.run("edit.copy")
    assert "cannot be done" in world.desk.status.sentence.text(), "nothing is selected"
    world.run("edit.select_all")
    world.run("edit.cut")
    assert box.text().plain == ""
    world.run("edit.paste")
    world.run("edit.paste")
    assert box.text().plain == "Мы писалиМы писали"
    world.run("edit.select_all")
    world.run("edit.copy")
    world.run("edit.find")
    world.run("edit.paste")
    assert world.desk.find_bar.field.text() == "Мы писалиМы писали"
    world.desk.bar.panels.setFocus()
    world.run("edit.select_all")
    assert "cannot be done" in world.desk.status.sentence.text(), "no text has the keyboard"


@case("edit.find", "edit.find_next", "edit.find_previous")
def _find(world: World) -> None:
    world.run("edit.find_next")  # nothing to look for yet, so it asks
    bar = world.desk.find_bar
    assert bar.isVisible()
    bar.close_bar()
    world.run("edit.find")
    bar.field.setText("wrote")
    world.run("edit.find_next")
    first = world.desk.grid.row
    world.run("edit.find_next")
    second = world.desk.grid.row
    world.run("edit.find_previous")
    assert {first, second} == {1, 4}
    assert world.desk.grid.row == first


@case("edit.replace")
def _replace(world: World) -> None:
    world.types(1, "в мае")
    world.types(4, "в мае и в мае")
    world.run("edit.replace")
    bar = world.desk.find_bar
    bar.field.setText("мае")
    bar.replacement.setText("июне")
    bar.replace_all()
    assert [world.row(row).target.plain for row in (1, 4)] == ["в июне", "в июне и в июне"]
    world.run("edit.undo")
    assert [world.row(row).target.plain for row in (1, 4)] == ["в мае", "в мае и в мае"]


# ── Segment ──────────────────────────────────────────────────────────────────────────────────────────────────────


@case("segment.confirm_next", "segment.confirm")
def _confirm(world: World) -> None:
    world.run("segment.confirm")
    assert world.row(0).state is State.UNTRANSLATED
    assert "nothing to confirm" in world.desk.status.sentence.text()
    world.types(0, "Письмо")
    world.run("segment.confirm")
    assert world.row(0).state is State.TRANSLATED
    assert world.desk.grid.row == 0
    world.types(1, "Мы писали в мае.")
    world.run("segment.confirm_next")
    assert world.row(1).state is State.TRANSLATED
    assert world.desk.grid.row == 2


@case("segment.copy_source", "segment.clear")
def _copy(world: World) -> None:
    world.run("segment.copy_source")
    assert world.row(0).target == world.row(0).source
    world.run("segment.clear")
    assert not world.row(0).target


@case("segment.next_code")
def _next_code(world: World) -> None:
    grid = world.desk.grid
    grid.edit_source()
    code = Code(Kind.ALONE, "1", "picture")
    from dataclasses import replace  # noqa: PLC0415 - this case alone needs it

    from editor.model import Change, Splice  # noqa: PLC0415 - the same

    before = world.row(0)
    after = replace(before, source=before.source + Text.of(code))
    world.desk.do(Change("A picture", (Splice(0, (before,), (after,)),)))
    grid.go_to(1)
    grid.go_to(0)
    world.run("segment.next_code")
    grid.commit()
    assert world.row(0).target.codes == (code,)


@case("segment.needs_work", "segment.not_for_translation", "segment.omitted")
def _marks(world: World) -> None:
    for name, mark in (
        ("segment.needs_work", Mark.NEEDS_WORK),
        ("segment.not_for_translation", Mark.NOT_FOR_TRANSLATION),
        ("segment.omitted", Mark.OMITTED),
    ):
        checked = BY_ID[name].checked
        assert checked is not None
        assert not checked(world.window)
        world.run(name)
        assert mark in world.row(0).marks
        assert checked(world.window)
        world.run(name)
        assert mark not in world.row(0).marks


@case("segment.reviewed", "segment.final", "segment.translated", "segment.draft")
def _states(world: World) -> None:
    world.window.choices.choose(name="Vera")
    world.types(0, "Письмо")
    for state in (State.REVIEWED, State.FINAL, State.TRANSLATED, State.DRAFT):
        world.run(f"segment.{state.value}")
        segment = world.row(0)
        assert segment.state is state
        closed = state in {State.REVIEWED, State.FINAL}
        assert (segment.review.name if segment.review else "") == ("Vera" if closed else "")


@case("segment.review_next")
def _review(world: World) -> None:
    for row in (0, 2):
        world.types(row, "Слова")
        world.run("segment.confirm")
    world.desk.grid.go_to(0)
    world.run("segment.review_next")
    assert world.row(0).state is State.REVIEWED
    assert world.desk.grid.row == 2
    world.run("segment.review_next")
    assert "Nothing is left to review" in world.desk.status.sentence.text()


@case("segment.split", "segment.join")
def _split(world: World) -> None:
    before = world.desk.session.document
    world.desk.grid.go_to(1)
    world.run("segment.join")
    assert world.row(1).source.plain == "We wrote in May. Nobody answered."
    world.run("segment.split")  # without a caret in the source, where its second sentence begins
    assert [world.row(row).source.plain for row in (1, 2)] == ["We wrote in May.", "Nobody answered."]
    world.run("edit.undo")
    world.run("edit.undo")
    assert world.desk.session.document == before
    world.desk.grid.go_to(0)
    world.run("segment.join")
    assert "new paragraph" in world.desk.status.sentence.text()


@case("segment.edit_source")
def _edit_source(world: World) -> None:
    grid = world.desk.grid
    boxes = [box for box in grid.findChildren(TargetEditor) if box is not grid.editor]
    locked = []
    for _press in range(3):
        locked += [box.isReadOnly() for box in boxes]
        world.run("segment.edit_source")
    assert locked == [True, False, True]


@case("segment.note")
def _note(world: World) -> None:
    world.window.choices.choose(panels=False)
    world.run("segment.note")
    assert world.desk.panels.isVisible()
    field = world.desk.panels.field
    assert field.isVisibleTo(world.desk)
    field.setPlainText("Ask Vera.")
    field.kept.emit()
    assert [note.text for note in world.row(0).notes] == ["Ask Vera."]
    assert isinstance(world.row(0).notes[0], Note)


# ── Insert ───────────────────────────────────────────────────────────────────────────────────────────────────────


@case("insert.quotes", "insert.inner_quotes")
def _quotes(world: World) -> None:
    editor = world.desk.grid.editor
    world.run("insert.quotes")
    editor.insert_plain("он сказал ")
    world.run("insert.inner_quotes")
    editor.insert_plain("да")
    world.run("insert.inner_quotes")
    world.run("insert.quotes")
    assert editor.text().plain == "«он сказал „да“»"
    editor.set_text(Text.of("одно слово"))
    editor.select(5, 10)
    world.run("insert.quotes")
    assert editor.text().plain == "одно «слово»"
    assert editor.selection() == (5, 12)


@case("insert.en_dash", "insert.em_dash", "insert.ellipsis", "insert.no_break_space", "insert.narrow_space")
def _signs(world: World) -> None:
    for name in ("en_dash", "em_dash", "ellipsis", "no_break_space", "narrow_space"):
        world.run(f"insert.{name}")
    assert world.desk.grid.editor.text().plain == "–—…\u00a0\u202f"


# ── Go ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@case("go.next", "go.previous", "go.first", "go.last")
def _go(world: World) -> None:
    grid = world.desk.grid
    last = len(world.desk.session.document.rows) - 1
    visited = []
    for name in ("go.next", "go.next", "go.previous", "go.last", "go.next", "go.first", "go.previous"):
        world.run(name)
        visited.append(grid.row)
    assert visited == [1, 2, 1, last, last, 0, 0]
    assert "first segment" in world.desk.status.sentence.text()


@case("go.next_unfinished", "go.previous_unfinished")
def _unfinished(world: World) -> None:
    world.types(1, "Слова")
    world.run("segment.confirm")
    world.desk.grid.go_to(0)
    world.run("go.next_unfinished")
    assert world.desk.grid.row == 2
    world.run("go.previous_unfinished")
    assert world.desk.grid.row == 0


@case("go.next_review", "go.previous_review", "go.next_changed", "go.previous_changed")
def _waiting(world: World) -> None:
    for kind in ("review", "changed"):
        world.run(f"go.next_{kind}")
        assert world.desk.grid.row == 0
        assert world.desk.status.sentence.text().startswith("No other segment")
    world.types(3, "Слова")
    world.run("segment.confirm")
    world.desk.grid.go_to(1)
    world.run("segment.needs_work")
    for name, row in (("next_review", 3), ("next_changed", 1), ("previous_review", 3), ("previous_changed", 1)):
        world.run(f"go.{name}")
        assert world.desk.grid.row == row


@case("go.to")
def _to(world: World) -> None:
    for typed, row in (("3", 2), ("june", 4)):
        world.run("go.to")
        overlay = world.window.overlay
        assert overlay is not None
        assert isinstance(overlay.content, Chooser)
        overlay.content.field.setText(typed)
        overlay.content.choose()
        assert world.desk.grid.row == row


# ── View ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@case("view.palette")
def _palette(world: World) -> None:
    world.run("view.palette")
    overlay = world.window.overlay
    assert overlay is not None
    assert isinstance(overlay.content, Chooser)
    assert {offer.title for offer in overlay.content.offered} == {command.title for command in BY_ID.values()}
    overlay.content.field.setText("copy sou")
    overlay.content.choose()
    assert world.row(0).target == world.row(0).source


@case("view.reading")
def _reading(world: World) -> None:
    world.types(1, "Мы писали в мае.")
    world.run("edit.find")
    world.run("view.reading")
    shown = [world.desk.is_reading]
    assert not world.desk.find_bar.isVisible()
    assert "Мы писали в мае." in world.desk.reading.toPlainText()
    world.desk.reading.picked.emit(3)
    shown.append(world.desk.is_reading)
    assert shown == [True, False]
    assert world.desk.grid.row == 3


@case("view.panels")
def _panels(world: World) -> None:
    world.run("view.panels")
    assert not world.desk.panels.isVisible()
    world.run("view.panels")
    assert world.desk.panels.isVisible()


@case("view.to_panel")
def _to_panel(world: World) -> None:
    world.run("view.panels")
    world.run("view.to_panel")
    button = focused(world.window)
    assert isinstance(button, QPushButton)
    assert button.text() == "Add a note"
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert focused(world.window) is world.desk.grid.editor
    world.run("file.report")
    world.run("view.to_panel")
    panel = findings.shown(world.window)
    assert panel is not None
    assert focused(world.window) is panel.places[0]
    QTest.keyClick(panel.places[1], Qt.Key.Key_Return)
    assert focused(world.window) is world.desk.grid.editor
    assert findings.shown(world.window) is panel


@case("view.menus")
def _menus(world: World) -> None:
    world.run("view.menus")
    assert world.window.menuBar().activeAction() is world.window.menuBar().actions()[0]


@case("view.full_screen")
def _full_screen(world: World) -> None:
    full = []
    for _press in range(2):
        world.run("view.full_screen")
        full.append(world.window.isFullScreen())
    assert full == [True, False]


@case(*(name for name in BY_ID if name.startswith("filter.")))
def _filters(world: World) -> None:
    grid = world.desk.grid
    world.types(1, "Слова")
    world.run("segment.confirm")
    world.desk.grid.go_to(3)
    world.run("segment.not_for_translation")
    total = len(world.desk.session.document.rows)
    shown = {}
    for name in [name for name in BY_ID if name.startswith("filter.")]:
        world.run(name)
        assert (checked := BY_ID[name].checked) is not None
        assert checked(world.window)
        shown[name] = set(grid.visible_rows()) - {3}
    assert shown["filter.all"] == set(range(total)) - {3}
    assert shown["filter.untranslated"] == set(range(total)) - {1, 3}
    assert shown["filter.review"] == {1}
    assert shown["filter.draft"] == shown["filter.notes"] == set()


@case("view.zoom_in", "view.zoom_out", "view.zoom_reset")
def _zoom(world: World) -> None:
    sizes = []
    for name in ("in", "in", "out", "reset", "out"):
        world.run(f"view.zoom_{name}")
        sizes.append(world.window.choices.now.text_size)
    assert sizes == [110, 120, 110, 100, 90]


@case(*(name for name in BY_ID if name.startswith("theme.")))
def _themes(world: World) -> None:
    world.run("view.reading")
    for name, theme in THEMES.items():
        world.run(f"theme.{name}")
        assert world.window.theme is theme
        assert (checked := BY_ID[f"theme.{name}"].checked) is not None
        assert checked(world.window)
    world.run("theme.system")
    assert world.window.choices.now.theme == "system"


@case("view.preferences")
def _preferences(world: World) -> None:
    world.run("view.preferences")
    world.content(PreferencesSheet)


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────────

CASES.update(links.CASES)


# ── Help ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@case("help.manual", "help.keys", "help.about")
def _help(world: World) -> None:
    for name, words in (("manual", ""), ("keys", "Ctrl+Enter"), ("about", "hinge")):
        world.run(f"help.{name}")
        world.content(Pages)
        assert world.window.overlay is not None
        pages = world.window.overlay.content
        assert isinstance(pages, Pages)
        assert words in pages.toPlainText()
        assert pages.toPlainText().strip()


def test_a_command_that_cannot_be_done_says_so(window: Window, tmp_path: Path) -> None:
    window.run("segment.confirm")
    assert "Confirm" in window.start.sentence.text()
    opening.open_file(window, tmp_path / "none.txt")
    assert "none.txt" in window.start.sentence.text()
