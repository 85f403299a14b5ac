from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.formats import WriteOptions, Written
from editor.model import document
from editor.qt import exporting, opening
from editor.qt.desk import Desk
from editor.qt.exporting import ORIGINAL, OTHERS, ExportSheet
from editor.qt.window import Window

Choose = Callable[[Path | str], list[str]]


def sheet(window: Window) -> ExportSheet:
    window.run("file.export")
    assert window.overlay is not None
    content = window.overlay.content
    assert isinstance(content, ExportSheet)
    return content


def test_the_document_s_own_format_comes_first(desk: Desk) -> None:
    kinds = exporting.kinds(desk.session.document)
    assert (kinds[0].suffix, kinds[0].takes_untranslated) == (".txt", True)
    assert kinds[1:] == OTHERS
    assert exporting.kinds(document([])) == OTHERS


@pytest.mark.parametrize("place", range(len(OTHERS) + 1))
def test_every_kind_is_written(  # noqa: PLR0917 - fixtures are arguments
    window: Window, desk: Desk, tmp_path: Path, choose_file: Choose, qtbot: QtBot, place: int
) -> None:
    desk.grid.editor.insert_plain("Письмо")
    content = sheet(window)
    content.kind.setCurrentIndex(place)
    suffix = exporting.kinds(desk.session.document)[place].suffix
    asked = choose_file(tmp_path / "out")
    content.export.click()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert "Письмо" in (tmp_path / f"out{suffix}").read_text(encoding="utf-8")
    assert asked[0].endswith(suffix)
    assert desk.status.sentence.text().startswith(f"Exported as out{suffix}.")


def test_untranslated_segments_are_left_out_where_that_is_wanted(
    window: Window, desk: Desk, tmp_path: Path, choose_file: Choose, qtbot: QtBot
) -> None:
    desk.grid.editor.insert_plain("Письмо")
    content = sheet(window)
    content.skip.setChecked(True)
    choose_file(tmp_path / "out.txt")
    content.export.click()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "Письмо" in text
    assert "June" not in text
    assert window.choices.now.untranslated == "skip"
    assert "left out" in desk.status.sentence.text()


def test_what_does_not_matter_to_a_format_is_not_asked(window: Window, desk: Desk) -> None:
    content = sheet(window)
    assert content.skip.isVisible()
    content.kind.setCurrentIndex(len(OTHERS))
    assert not content.skip.isVisible()


def test_the_work_file_itself_is_not_proposed_for_an_export(
    window: Window, desk: Desk, letter: Path, choose_file: Choose
) -> None:
    choose_file(letter.with_name("letter.ru.xlf"))
    window.run("file.save_as")
    content = sheet(window)
    content.kind.setCurrentIndex([kind.version for kind in exporting.kinds(desk.session.document)].index("2.1"))
    asked = choose_file("")
    content.export.click()
    assert asked == [str(letter.with_name("letter.ru.2.1.xlf"))]
    assert not window.tasks.busy


def test_a_work_file_without_its_original_is_laid_into_it(
    window: Window, desk: Desk, letter: Path, choose_file: Choose, qtbot: QtBot
) -> None:
    desk.grid.editor.insert_plain("Письмо")
    choose_file(letter.with_name("work.po"))
    window.run("file.save_as")
    window.run("file.close")
    opening.open_file(window, letter.with_name("work.po"))
    content = sheet(window)
    content.kind.setCurrentIndex(content.kind.findText(ORIGINAL.title))
    choose_file("")
    content.export.click()
    assert content.isVisible()
    choose_file(letter)
    content.export.click()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert letter.read_text(encoding="utf-8").startswith("Письмо")


def test_the_outcome_counts_and_names_what_was_lost() -> None:
    written = Written(b"", ("Notes are left out.",), 2)
    kept = exporting.outcome(written, WriteOptions("source"))
    left = exporting.outcome(written, WriteOptions("skip"))
    assert (kept[0][0], left[0][0], kept[1], left[1]) == ("2", "2", "Notes are left out.", "Notes are left out.")
    assert exporting.outcome(Written(b""), WriteOptions()) == []
