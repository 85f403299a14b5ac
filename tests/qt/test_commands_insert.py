from __future__ import annotations

from dataclasses import replace

import pytest

from editor import edits
from editor.qt.desk import Desk
from editor.qt.window import Window


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "«слово»"), ("de", "„слово“"), ("en", "“слово”"), ("ja", "「слово」")]
)
def test_marks_go_around_what_is_selected(window: Window, desk: Desk, language: str, said: str) -> None:
    document = desk.session.document
    desk.do(edits.set_head(document, replace(document.head, target_language=language)))
    editor = desk.grid.editor
    editor.insert_plain("слово")
    editor.select(0, 5)
    window.run("insert.quotes")
    assert editor.text().plain == said


def test_a_dash_takes_the_place_of_what_is_selected(window: Window, desk: Desk) -> None:
    editor = desk.grid.editor
    editor.insert_plain("a - b")
    editor.select(2, 3)
    window.run("insert.em_dash")
    assert editor.text().plain == "a — b"
