"""Files of other programs under an update: one change lays the newer file beneath, and takes it away again."""

from __future__ import annotations

from pathlib import Path

from editor import formats
from editor.compare import beneath, into_newer, update
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document, apply
from tests.compare.test_updating import load

UNIT = '<unit id="{}"><segment><source>{}</source>{}</segment></unit>\n'
FILE = (
    '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru"><file id="f">\n'
    "{}</file></xliff>\n"
)
OLD = FILE.format(UNIT.format("u1", "One.", "<target>Раз.</target>") + UNIT.format("u2", "Two.", ""))
NEW = FILE.format(UNIT.format("n0", "Nought.", "<target>Ноль.</target>") + UNIT.format("u1", "One.", ""))


def read(text: str) -> Document:
    return formats.read(text.encode(), ReadOptions(name="a.xlf"))


def written(document: Document) -> str:
    return formats.write(document, "a.xlf", WriteOptions()).data.decode()


def test_the_newer_file_is_filled_and_taken_back() -> None:
    before, newer = read(OLD), read(NEW)
    found = beneath(update(before, newer), before, newer, "newer.xlf")
    after = apply(found.change, before)
    assert formats.is_foreign(after)
    filled = into_newer(before, apply(update(before, newer).change, before), newer)
    assert filled is not None
    assert written(after) == written(filled)
    assert "Раз." in written(after)
    assert "Ноль." in written(after)  # the newer file's own translation of what is new stays
    assert [row.source.plain for row in after.head.gone] == ["Two."]
    assert written(apply(found.change.inverse, after)) == OLD


def test_the_same_file_changes_nothing() -> None:
    before = read(OLD)
    assert not beneath(update(before, read(OLD)), before, read(OLD), "a.xlf").change


def test_work_files_of_ours_are_updated_as_ever(seeds: Path) -> None:
    before, newer = load(seeds / "open-letter.xlf"), load(seeds / "open-letter.later.en.html")
    found = update(before, newer)
    assert beneath(found, before, newer, "later.html") is found
    assert not formats.is_foreign(before)
