from __future__ import annotations

import pytest

from editor.errors import EditError, LanguageError
from editor.qt.desk import Desk
from editor.qt.properties import PropertiesSheet, facts
from editor.qt.window import Window


@pytest.fixture
def sheet(window: Window, desk: Desk) -> PropertiesSheet:
    window.run("file.properties")
    assert window.overlay is not None
    content = window.overlay.content
    assert isinstance(content, PropertiesSheet)
    return content


def test_what_was_not_touched_stays(sheet: PropertiesSheet, desk: Desk) -> None:
    head = desk.session.document.head
    assert sheet.head(head) == head
    sheet.apply.click()
    assert not desk.session.modified


def test_one_language_on_both_sides_is_refused(sheet: PropertiesSheet, desk: Desk) -> None:
    sheet.target.show_tag("en")
    with pytest.raises(LanguageError, match="English"):
        sheet.head(desk.session.document.head)
    sheet.apply.click()
    assert "both English" in sheet.trouble.text()
    assert sheet.isVisible()


def test_an_encoding_must_be_one(sheet: PropertiesSheet, desk: Desk) -> None:
    sheet.encoding.setText("koi8-r")
    assert sheet.head(desk.session.document.head).encoding == "koi8-r"
    sheet.encoding.setText("runes")
    with pytest.raises(EditError, match="runes"):
        sheet.head(desk.session.document.head)


def test_facts_tell_how_much_there_is_and_what_is_kept_inside(desk: Desk) -> None:
    told = dict(facts(desk.session.document))
    assert told["Segments"].startswith(f"{len(desk.session.document.rows)}, of which")
    assert "letter.txt" in told["Original"]
