from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor import formats
from editor.formats.validation import Finding
from editor.qt import opening, validating
from editor.qt.desk import Desk
from editor.qt.validating import FindingsSheet, row_of, summary
from editor.qt.window import Window

BAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ru"><file id="f1">\n'
    '<unit id="u1"><segment><source>One</source></segment></unit>\n'
    '<unit id="u2"><segment state="final"><source>Two</source></segment></unit>\n'
    "{}</file></xliff>"
)


def opened(window: Window, path: Path, text: str) -> Desk:
    path.write_text(text, encoding="utf-8")
    opening.open_file(window, path)
    assert window.desk is not None
    return window.desk


def sheet(window: Window, qtbot: QtBot) -> FindingsSheet:
    window.run("file.validate")
    qtbot.waitUntil(lambda: window.overlay is not None and isinstance(window.overlay.content, FindingsSheet))
    assert window.overlay is not None
    content = window.overlay.content
    assert isinstance(content, FindingsSheet)
    return content


def test_our_own_work_file_is_valid(window: Window, desk: Desk, qtbot: QtBot) -> None:
    found = sheet(window, qtbot)
    assert found.list.count() == 0
    assert found.summary.text() == "The file is valid."


def test_a_finding_leads_to_its_segment(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    desk = opened(window, tmp_path / "bad.xlf", BAD.format(""))
    found = sheet(window, qtbot)
    assert found.list.count() == 1
    assert "state-without-target" in found.list.item(0).text()
    found.list.itemActivated.emit(found.list.item(0))
    assert desk.grid.row == 1
    assert window.overlay is None


def test_a_small_invalid_file_is_warned_of_at_once(window: Window, tmp_path: Path) -> None:
    desk = opened(window, tmp_path / "bad.xlf", BAD.format(""))
    assert any("line 3" in warning for warning in desk.session.document.warnings)


def test_a_large_invalid_file_is_warned_of_when_the_check_is_done(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "AT_ONCE", 10)
    monkeypatch.setattr(validating, "PAUSE", 0)
    desk = opened(window, tmp_path / "bad.xlf", BAD.format(""))
    assert desk.session.document.warnings == ()
    qtbot.waitUntil(lambda: desk.cards.shown(validating.WARNED) is not None)


def test_a_summary_counts_errors_alone() -> None:
    warning = Finding(1, "a", "b", "c.", "warning")
    assert summary((warning,)).startswith("The file is valid, but")
    assert "2 errors" in summary((warning, Finding(1, "a", "b", "c."), Finding(2, "a", "b", "c.")))


def test_a_unit_that_is_not_there_has_no_row(desk: Desk) -> None:
    assert row_of(desk.session.document, "nowhere") is None
