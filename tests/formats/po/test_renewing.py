"""A newer template under a PO file, as msgmerge would have it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from editor import edits, formats
from editor.compare import merge, update
from editor.model import Document, Mark, apply
from editor.text import Text

OLD = """# Translators
msgid ""
msgstr ""
"Project-Id-Version: x 1\\n"
"POT-Creation-Date: 2026-01-01 10:00+0000\\n"
"PO-Revision-Date: 2026-02-01 10:00+0000\\n"
"Last-Translator: A\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : 1);\\n"

#. About
#: a.c:10
msgid "Open the file"
msgstr "Открыть файл"

# my own note
#: a.c:20
msgid "The file could not be saved on this disk."
msgstr "Файл не удалось сохранить на этом диске."

#: a.c:30
#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgctxt "menu"
msgid "Open"
msgstr "Открыть меню"

msgctxt "button"
msgid "Open"
msgstr "Открыть кнопку"

#: a.c:99
msgid "This will be gone soon"
msgstr "Этого скоро не будет"

#~ msgid "Long gone"
#~ msgstr "Давно нет"
"""
NEW = """msgid ""
msgstr ""
"Project-Id-Version: x 2\\n"
"POT-Creation-Date: 2026-05-05 10:00+0000\\n"
"Content-Type: text/plain; charset=CHARSET\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"

#: a.c:5
msgid "A new string"
msgstr ""

#. About the file
#: a.c:11
msgid "Open the file"
msgstr ""

msgctxt "button"
msgid "Open"
msgstr ""

msgctxt "menu"
msgid "Open"
msgstr ""

#: a.c:21
msgid "The file could not be saved on this device."
msgstr ""

#: a.c:31
#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""
"""


def read(text: str, name: str = "ru.po") -> Document:
    return formats.read(text.encode(), formats.ReadOptions(name))


def write(document: Document) -> str:
    return formats.write(document, "ru.po", formats.WriteOptions()).data.decode()


def renewed() -> str:
    old = read(OLD)
    return write(apply(update(old, read(NEW)).change, old))


def test_the_newer_file_has_the_older_one_s_translations_header_and_comments() -> None:
    text = renewed()
    assert text.startswith(OLD[: OLD.index('"POT-')] + '"POT-Creation-Date: 2026-05-05 10:00+0000\\n"')
    assert 'msgctxt "menu"\nmsgid "Open"\nmsgstr "Открыть меню"' in text
    assert 'msgctxt "button"\nmsgid "Open"\nmsgstr "Открыть кнопку"' in text
    assert "# my own note\n" in text
    assert "#. About the file\n" in text
    assert 'msgstr[2] "%d файлов"' in text
    assert '#, fuzzy\n#| msgid "The file could not be saved on this disk."\nmsgid "The file could not be' in text
    assert '#~ msgid "Long gone"\n#~ msgstr "Давно нет"\n' in text
    assert '#~ msgid "This will be gone soon"\n#~ msgstr "Этого скоро не будет"\n' in text


def test_a_header_that_asks_for_endless_plural_forms_is_not_obeyed() -> None:
    old = read(OLD.replace("nplurals=3", "nplurals=987654321098"))
    assert write(apply(update(old, read(NEW)).change, old)).count("msgstr[") < 10


def test_undoing_gives_the_bytes_and_again_changes_nothing() -> None:
    old = read(OLD)
    change = update(old, read(NEW)).change
    result = apply(change, old)
    assert write(apply(change.inverse, result)) == OLD
    assert not update(result, read(NEW)).change
    assert not update(read(renewed()), read(NEW)).change
    assert not update(old, old).change


def test_what_is_typed_after_the_update_goes_into_the_newer_file() -> None:
    old = read(OLD)
    result = apply(update(old, read(NEW)).change, old)
    result = apply(edits.set_target(result, 0, Text.of("Новая строка")), result)
    again = read(write(result))
    assert again.rows[0].target.plain == "Новая строка"
    assert [row.source.plain for row in again.rows] == [row.source.plain for row in result.rows]
    assert Mark.SOURCE_CHANGED in next(row for row in again.rows if "device" in row.source.plain).marks


def test_one_hand_updates_while_the_other_translates() -> None:
    base = read(OLD)
    ours = read(renewed())
    theirs = apply(edits.set_target(base, 0, Text.of("Открыть этот файл")), base)
    theirs = read(write(theirs))
    for one, two in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, two)
        result = apply(found.change, two)
        assert found.conflicts == ()
        assert [row.source.plain for row in result.rows] == [row.source.plain for row in ours.rows]
        targets = {row.source.plain: row.target.plain for row in result.rows}
        assert targets["Open the file"] == "Открыть этот файл"
        assert [row.target for row in result.rows if row.form is not None] == [
            row.target for row in base.rows if row.form is not None
        ]
    text = write(apply(merge(base, theirs, ours).change, ours))
    assert 'msgstr "Открыть этот файл"' in text
    assert "A new string" in text


@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not installed")
def test_msgmerge_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "old.po").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.pot").write_text(NEW, encoding="utf-8")
    (tmp_path / "ours.po").write_text(renewed(), encoding="utf-8")
    merge = ["msgmerge", "--previous", "--quiet", "old.po", "new.pot"]
    theirs = subprocess.run(merge, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True).stdout
    live = [text.partition("#~")[0].rstrip() for text in (renewed(), theirs)]
    ours = "\n".join(line for line in live[0].splitlines() if not line.startswith("# diptych:"))
    assert ours == live[1]
    assert sorted(line for line in renewed().splitlines() if line.startswith("#~")) == sorted(
        line for line in theirs.splitlines() if line.startswith("#~")
    )
    subprocess.run(["msgfmt", "-o", "/dev/null", "ours.po"], cwd=tmp_path, check=True)


def test_our_own_po_follows_a_newer_page(seeds: Path) -> None:
    from editor.segmentation.inline import segmenter  # noqa: PLC0415 - this test alone

    data = (seeds / "open-letter.po").read_bytes()
    old = formats.read(data, formats.ReadOptions("open-letter.po"))
    options = formats.ReadOptions("later.html", "en", "ru", segment=segmenter())
    newer = formats.read((seeds / "open-letter.later.en.html").read_bytes(), options)
    result = apply(update(old, newer).change, old)
    text = write(result)
    header = data.decode().partition("\n\n")[0]
    assert text.startswith(header)
    again = read(text)
    assert [(row.id, row.source, row.target, row.state) for row in again.rows] == [
        (row.id, row.source, row.target, row.state) for row in result.rows
    ]
    assert "#~ msgid " in text
