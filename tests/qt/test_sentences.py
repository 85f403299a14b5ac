"""The user's own SRX file goes before the built-in rules, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.errors import FormatError, StorageError
from editor.qt import opening
from editor.qt.preferences import PreferencesSheet
from editor.qt.sentences import cutter
from editor.qt.window import Window
from editor.settings import Settings
from editor.text import Text

RULES = """<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="no"/>
  <body>
    <languagerules><languagerule languagerulename="semicolons">
      <rule break="yes"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
    </languagerule></languagerules>
    <maprules><languagemap languagepattern=".*" languagerulename="semicolons"/></maprules>
  </body>
</srx>
"""
TEXT = Text.of("One; two. Three.")


def test_rules_of_ones_own_are_asked_first(tmp_path: Path) -> None:
    path = tmp_path / "mine.srx"
    path.write_text(RULES, encoding="utf-8")
    assert [piece.plain for piece in cutter(Settings())(TEXT, "en")] == ["One; two. ", "Three."]
    assert [piece.plain for piece in cutter(Settings(srx=str(path)))(TEXT, "en")] == ["One; ", "two. ", "Three."]


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"none\.srx"):
        cutter(Settings(srx=str(tmp_path / "none.srx")))(TEXT, "en")
    broken = tmp_path / "broken.srx"
    broken.write_text("<srx>", encoding="utf-8")
    with pytest.raises(FormatError, match=r"broken\.srx"):
        cutter(Settings(srx=str(broken)))(TEXT, "en")
    broken.write_text(RULES, encoding="utf-8")
    assert len(cutter(Settings(srx=str(broken)))(TEXT, "en")) == 3


def test_the_window_opens_texts_by_them(window: Window, tmp_path: Path) -> None:
    rules, letter = tmp_path / "mine.srx", tmp_path / "letter.txt"
    rules.write_text(RULES, encoding="utf-8")
    letter.write_text("One; two. Three.\n", encoding="utf-8")
    sheet = PreferencesSheet(window)
    sheet.srx.setText(str(rules))
    sheet.srx.editingFinished.emit()
    opening.open_file(window, letter)
    assert window.desk is not None
    assert [row.source.plain for row in window.desk.session.document.rows] == ["One;", "two.", "Three."]
