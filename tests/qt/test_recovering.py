"""What was not saved when the program died is there again when its document is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor import formats
from editor.errors import StorageError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Head, Segment, document
from editor.qt import aligning, opening, recovering
from editor.qt.command import desk_of
from editor.qt.desk import Desk
from editor.qt.program import Program
from editor.qt.window import Window
from editor.storage import places
from editor.storage.grounds import Ground
from editor.text import Text


def die(window: Window) -> None:
    """Do as if the program were killed: the journal's file is let go, and nothing else happens to it."""
    desk = window.desk
    assert desk is not None
    assert desk.keeper is not None
    desk.keeper.note()
    desk.keeper._stop()
    for lines in desk.keeper.journal.handed_over():
        lines.close()
    desk.keeper = None
    window.leaving = True
    window.close()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    rows = [Segment(f"f1/u{n}/1", Text.of(f"Sentence {n}."), unit=f"f1/u{n}") for n in range(8)]
    path = tmp_path / "work.xlf"
    path.write_bytes(formats.write(document(rows, Head("en", "ru")), path.name, WriteOptions()).data)
    return path


@pytest.fixture
def reopened(program: Program) -> Iterator[Callable[[Path], Desk]]:
    def reopen(path: Path) -> Desk:
        again = program.new_window()
        opening.open_file(again, path)
        assert again.desk is not None
        return again.desk

    yield reopen
    for window in program.windows:
        window.leaving = True


def typed(window: Window, text: str, row: int = 0) -> None:
    assert window.desk is not None
    window.desk.grid.go_to(row)
    window.desk.grid.editor.insert_plain(text)


def targets(desk: Desk) -> dict[int, str]:
    rows = desk.session.document.rows
    return {number: row.target.plain for number, row in enumerate(rows) if row.target}


def test_work_comes_back_quietly_as_one_step(window: Window, work: Path, reopened: Callable[[Path], Desk]) -> None:
    opening.open_file(window, work)
    typed(window, "Раз.", 2)
    window.run("segment.confirm")
    typed(window, "Два", 5)
    die(window)
    desk = reopened(work)
    assert targets(desk) == {2: "Раз.", 5: "Два"}
    assert "is back: 2 segments" in desk.status.sentence.text()
    assert desk.session.modified
    desk.session.undo()
    assert targets(desk) == {}
    assert not desk.session.modified


def test_it_comes_back_again_and_again_until_it_is_saved(
    program: Program, window: Window, work: Path, reopened: Callable[[Path], Desk]
) -> None:
    opening.open_file(window, work)
    typed(window, "Раз.", 2)
    die(window)
    reopened(work)
    die(program.windows[-1])
    desk = reopened(work)
    assert targets(desk) == {2: "Раз."}
    program.windows[-1].run("file.save")
    die(program.windows[-1])
    desk = reopened(work)
    assert targets(desk) == {2: "Раз."}
    assert not desk.session.modified


def test_untitled_work_comes_back_with_its_document(
    window: Window, letter: Path, reopened: Callable[[Path], Desk]
) -> None:
    opening.open_file(window, letter)
    typed(window, "Письмо")
    before = window.desk.session.document.head if window.desk is not None else None
    die(window)
    desk = reopened(letter)
    assert targets(desk) == {0: "Письмо"}
    assert desk.session.document.head == before
    assert desk.file.path is None


def test_untitled_work_comes_back_when_the_program_died_at_once(
    window: Window, letter: Path, reopened: Callable[[Path], Desk]
) -> None:
    window.choices.choose(targets={"en": "de"})
    opening.open_file(window, letter)
    typed(window, "Brief")
    die(window)
    for base in places.journals().glob("*.base"):
        base.unlink()
    window.choices.choose(targets={"en": "fr"})
    desk = reopened(letter)
    assert targets(desk) == {0: "Brief"}
    assert desk.session.document.head.target_language == "de"


def test_untitled_work_comes_back_when_its_document_is_another_now(
    window: Window, letter: Path, reopened: Callable[[Path], Desk]
) -> None:
    opening.open_file(window, letter)
    typed(window, "Письмо")
    die(window)
    letter.write_text("Quite another text.\n", encoding="utf-8")
    desk = reopened(letter)
    assert targets(desk) == {0: "Письмо"}
    assert desk.session.document.rows[0].source.plain == "A letter"


def test_a_file_that_changed_meanwhile_is_merged_with_it(
    window: Window, work: Path, reopened: Callable[[Path], Desk]
) -> None:
    opening.open_file(window, work)
    typed(window, "Раз.", 2)
    die(window)
    theirs = formats.read(work.read_bytes(), ReadOptions(name=work.name))
    from editor import edits  # noqa: PLC0415 - for the other hand alone
    from editor.model import apply  # noqa: PLC0415

    theirs = apply(edits.set_target(theirs, 6, Text.of("Шесть.")), theirs)
    work.write_bytes(formats.write(theirs, work.name, WriteOptions()).data)
    desk = reopened(work)
    assert targets(desk) == {2: "Раз.", 6: "Шесть."}
    desk.session.undo()
    assert targets(desk) == {6: "Шесть."}


def test_a_journal_that_fits_no_more_is_kept_and_told(
    window: Window, work: Path, reopened: Callable[[Path], Desk]
) -> None:
    opening.open_file(window, work)
    typed(window, "Раз.", 2)
    die(window)
    for base in places.journals().glob("*.base"):
        base.unlink()
    work.write_bytes(formats.write(document([]), work.name, WriteOptions()).data)
    desk = reopened(work)
    card = desk.cards.shown(recovering.RECOVERED)
    assert card is not None
    (aside,) = places.journals().glob("*.aside")
    assert str(aside) in card.sentence.text()


def test_what_the_file_cannot_hold_is_put_back_without_a_word(
    window: Window,
    letter: Path,
    reopened: Callable[[Path], Desk],
    tmp_path: Path,
    choose_file: Callable[[Path], object],
) -> None:
    opening.open_file(window, letter)
    typed(window, "Письмо")
    assert window.desk is not None
    choose_file(tmp_path / "letter.po")
    window.run("file.save")
    saved = window.desk.session.document
    window.put(None)
    desk = reopened(tmp_path / "letter.po")
    assert desk.session.document.rows == saved.rows
    assert not desk.session.modified


def waiting(window: Window) -> list[QPushButton]:
    window.start.refresh()
    shown = window.start._recent
    buttons = [item.widget() for at in range(shown.count()) if (item := shown.itemAt(at)) is not None]
    return [each for each in buttons if isinstance(each, QPushButton) and "not saved" in each.accessibleName()]


def test_the_start_screen_shows_what_was_not_saved(program: Program, window: Window, letter: Path) -> None:
    opening.open_file(window, letter)
    typed(window, "Письмо")
    die(window)
    fresh = program.new_window()
    (button,) = waiting(fresh)
    assert "not saved: 1 change" in button.accessibleDescription()
    button.click()
    assert fresh.desk is not None
    assert targets(fresh.desk) == {0: "Письмо"}
    assert waiting(program.new_window()) == [], "it is in use"


@pytest.mark.parametrize("kind", ["work", "letter"])
def test_work_comes_back_without_its_file(window: Window, work: Path, letter: Path, qtbot: QtBot, kind: str) -> None:
    program, path = window.program, work if kind == "work" else letter
    opening.open_file(window, path)
    typed(window, "Раз.")
    keeper = window.desk.keeper if window.desk is not None else None
    assert keeper is not None
    keeper.note()
    keeper.journal.settle()
    qtbot.waitUntil(lambda: any(places.journals().glob("*.base")))
    die(window)
    path.unlink()
    fresh = program.new_window()
    (button,) = waiting(fresh)
    button.click()
    assert fresh.desk is not None
    assert targets(fresh.desk) == {0: "Раз."}
    if kind == "work":
        fresh.run("file.save")
        assert "Раз." in path.read_text(encoding="utf-8")


def test_without_file_and_base_that_is_said(program: Program, window: Window, work: Path) -> None:
    opening.open_file(window, work)
    typed(window, "Раз.")
    die(window)
    for base in places.journals().glob("*.base"):
        base.unlink()
    work.unlink()
    fresh = program.new_window()
    waiting(fresh)[0].click()
    assert "is gone" in fresh.start.sentence.text()
    assert len(list(places.journals().glob("*.journal"))) == 1


def test_an_alignment_comes_back_though_nothing_was_done_to_it(
    window: Window, letter: Path, reopened: Callable[[Path], Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = window.program
    other = letter.with_name("brief.txt")
    text = "Ein Brief\n\nWir schrieben im Mai. Niemand antwortete. „Schreibt noch einmal“, hieß es.\n\nDann im Juni.\n"
    other.write_text(text, encoding="utf-8")
    aligning.start(window, aligning.Chosen(letter, "en"), aligning.Chosen(other, "de"))
    qtbot.waitUntil(lambda: window.desk is not None)
    made = desk_of(window).session.document.rows
    assert any(row.target for row in made)
    die(window)
    again = program.new_window()
    told = [button.accessibleDescription() for button in again.start.findChildren(QPushButton)]
    assert [words.startswith("not saved, ") for words in told if "saved" in words] == [True]
    desk = reopened(letter)
    assert (desk.session.document.rows, desk.file.path) == (made, None)
    assert desk.session.modified, "no file holds it"

    def refuse(*_journal: object) -> None:
        raise StorageError

    monkeypatch.setattr(Ground, "keep", refuse)  # the program dies before what the new journal goes on from is kept
    typed(program.windows[-1], "Письмо")
    desk.commit()
    now = desk.session.document.rows
    assert now != made
    die(program.windows[-1])
    assert reopened(letter).session.document.rows == now


def test_an_alignment_that_was_not_kept_in_time_is_no_half_of_one(
    window: Window, letter: Path, reopened: Callable[[Path], Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_journal: object) -> None:
        raise StorageError

    monkeypatch.setattr(Ground, "keep", refuse)
    other = letter.with_name("brief.txt")
    other.write_text("Ein Brief\n\nWir schrieben im Mai. Niemand antwortete.\n", encoding="utf-8")
    for done in ("", "Письмо"):
        here = window.program.new_window()
        aligning.start(here, aligning.Chosen(letter, "en"), aligning.Chosen(other, "de"))
        qtbot.waitUntil(lambda here=here: here.desk is not None)  # type: ignore[misc]
        if done:
            typed(here, done)
            desk_of(here).commit()
        die(here)
        desk = reopened(letter)
        assert not any(row.target for row in desk.session.document.rows)
        assert not desk.session.modified
        told = desk.cards.shown(recovering.RECOVERED)
        assert (told is not None) == bool(done), "what somebody did is kept and told"
        window.program.windows[-1].leaving = True
        window.program.windows[-1].close()
    assert len(list(places.journals().glob("*.aside"))) == 1
    assert list(places.journals().glob("*.journal")) == []
