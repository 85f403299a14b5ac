"""What git shows of an evening's work on somebody else's file: the lines that were translated, and no others."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.qt import opening
from editor.qt.command import desk_of
from editor.qt.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
XLIFF1 = """<?xml version='1.0' encoding="utf-8"?>
<!-- made by hand -->
<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'>
<file original="a.c" source-language="en" target-language="de" datatype="plaintext"><body>
\t<trans-unit id="1" approved="yes">
\t\t<source>One &quot;word&quot;</source>
\t\t<target state="final">Ein &quot;Wort&quot;</target>
\t</trans-unit>
\t<trans-unit id='2' ><source>Two</source>
\t\t<target state='translated'>Zwei</target></trans-unit>
</body></file></xliff>
"""
XLIFF2 = """<?xml version='1.0' encoding="utf-8"?>
<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version="2.0" srcLang="en" trgLang="de">
<file id="f"><unit id="1">
\t<segment  state="final" subState="other:done">
\t\t<source>One &quot;word&quot;</source>
\t\t<target>Ein &quot;Wort&quot;</target>
\t</segment></unit>
\t<unit id='2' ><segment><source>Two</source>
\t\t<target>Zwei</target></segment></unit>
</file></xliff>
"""
PO = r"""# A header of one's own.
msgid ""
msgstr ""
"Project-Id-Version: x 1.0\n"
"POT-Creation-Date: 2020-01-01 00:00+0000\n"
"PO-Revision-Date: 2020-01-02 00:00+0000\n"
"Last-Translator: Ann <ann@example.org>\n"
"X-Generator: Somebody 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: a.c:1
msgid "One \"word\""
msgstr "Ein \"Wort\""

#: a.c:2
#, c-format
msgid "Two"
msgstr "Zwei"
"""
FILES = {"a.xliff": XLIFF1, "b.xlf": XLIFF2, "c.po": PO}

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> str:
    known = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *known, *words], cwd=folder, capture_output=True, check=True, text=True)
    return done.stdout


def numstat(folder: Path) -> tuple[int, int]:
    """Return how many lines were added and taken away."""
    words = git(folder, "diff", "--numstat").split()
    return (int(words[0]), int(words[1])) if words else (0, 0)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("row", [0, 1])
def test_git_sees_one_line_of_a_target_retyped_and_at_most_three_of_one_confirmed(
    name: str, row: int, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    path = folder / name
    path.write_text(FILES[name], encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "start")

    opening.open_file(window, path)
    desk = desk_of(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.run("file.save")
    assert numstat(folder) == (0, 0)

    desk.grid.go_to(row)
    desk.focus()
    qtbot.waitUntil(desk.grid.editor.hasFocus)
    QTest.keyClick(desk.grid.editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(desk.grid.editor, 'Ganz "neu"')
    QTest.keyClick(desk.grid.editor, Qt.Key.Key_S, CONTROL)
    assert "Ganz" in path.read_text(encoding="utf-8")
    drafted = {"a.xliff": (1, 1), "b.xlf": (2, 2), "c.po": (2, 2)}
    assert numstat(folder) == drafted[name] if row else max(numstat(folder)) <= 3

    desk.focus()
    QTest.keyClick(desk.grid.editor, Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(desk.grid.editor, Qt.Key.Key_S, CONTROL)
    assert max(numstat(folder)) <= 3
    if row == 1:  # it was as translated before as it is now
        assert numstat(folder) == (1, 1)
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[:9] == FILES[name].splitlines()[:9] or name != "c.po"  # header and dates as they were
    while desk.session.undo_label:
        window.run("edit.undo")
    window.run("file.save")
    assert numstat(folder) == (0, 0)
