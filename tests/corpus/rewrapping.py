"""How many strings of PO files Diptych would write exactly as they stand in the file."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from editor.formats import ReadOptions, po
from editor.formats.po.reading import File
from editor.formats.po.wrapping import written

if TYPE_CHECKING:
    from pathlib import Path

# Strings that no tool wrapped, or one that the rest of their file was not wrapped by.
BY_HAND = {
    "gedit__te.po": 34,  # several tools, one of which counted bytes
    "gettext-parser__utf8-folding-100.po": 1,  # one string of 12 at 100 columns
    "gettext__translations.po": 1,
    "gnome-text-editor__pa.po": 2,
    "lokalize__lokalize__9088b4.po": 1,
    "polib__test_indented.po": 3,  # indented
    "polib__test_utf8.po": 1,  # wrapped by a gettext of before 2010, as are the two of virtaal
    "polib__test_word_garbage.po": 1,
    "spyder__spyder.po": 5,  # by hand in an editor
    "translate__af-pootle.po": 2,
    "virtaal__lt.po": 2,
    "vistatec-okapi__Test_nautilus.af.po": 2,
    "vistatec-okapi__file1.po": 3,  # a space behind the closing quote
}


def missed(data: bytes) -> tuple[int, list[str]]:
    """Return how many strings a file has, and the lines of those that we would write otherwise."""
    origin = po.read(data, ReadOptions()).origin
    assert origin is not None
    file = origin.spans
    assert isinstance(file, File)
    found, count = [], 0
    for number in range(len(file.entries)):
        if number == file.entries.header:
            continue
        for form in file.entries.forms(file.entries[number]):
            lines = file.entries.text[form.start : form.end]
            bare = lines.rstrip("\r\n")
            word = "msgstr" if form.number is None else f"msgstr[{form.number}]"
            wrapping = file.wrapping_of(file.entries[number], lines[len(bare) :])
            count += 1
            if written(word, form.text, wrapping) != lines:
                found.append(lines)
    return count, found


def by_msgcat(path: Path, *options: str) -> bytes:
    """Return the file as msgcat writes it, nothing where msgcat refuses it."""
    done = subprocess.run(["msgcat", *options, path], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""
