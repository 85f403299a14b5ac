"""A work file without its original gets it back where segments agree, and never by losing a translation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor import formats
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document, Mark, Skeleton, State
from editor.original import attach, detached, restored
from editor.rows import Rows
from editor.text import EMPTY, Text
from tests.samples import letter


def original() -> Document:
    plain = letter()
    rows = [replace(s, target=EMPTY, state=State.UNTRANSLATED) for s in plain.rows]
    rows[4] = replace(rows[4], marks=frozenset({Mark.NOT_FOR_TRANSLATION}), reason="footer")
    skeleton = Skeleton("plain", "letter.txt", b"x")
    return replace(plain, rows=Rows.of(rows), head=replace(plain.head, skeleton=skeleton, target_language=""))


def test_targets_states_and_marks_come_from_the_work_and_gaps_from_the_original() -> None:
    work = replace(letter(), rows=Rows.of(replace(s, gap=EMPTY, unit="", role="") for s in letter().rows))
    whole = attach(work, original())
    assert [s.target for s in whole.rows] == [s.target for s in letter().rows]
    assert [s.gap for s in whole.rows] == [s.gap for s in letter().rows]
    assert [s.unit for s in whole.rows] == [s.unit for s in letter().rows]
    assert whole.rows[1].state is State.TRANSLATED
    assert whole.rows[4].marks == frozenset()
    assert whole.head.skeleton == original().head.skeleton
    assert whole.head.target_language == "ru"


def test_segments_that_are_not_in_the_work_stay_as_the_original_has_them() -> None:
    work = replace(letter(), rows=Rows.of(letter().rows[:2]))
    whole = attach(work, original())
    assert whole.rows[4].reason == "footer"
    assert whole.rows[1].target.plain.startswith("См.")


def test_a_translation_that_would_be_lost_is_told() -> None:
    other = letter().rows[1]
    changed = replace(other, source=Text.of("Something else."))
    with pytest.raises(FormatError, match="1 translated"):
        attach(replace(letter(), rows=Rows.of([changed])), original())


def test_a_document_that_has_nothing_of_the_work_is_not_its_original() -> None:
    row = replace(original().rows[0], source=Text.of("Something else."))
    with pytest.raises(FormatError, match="another document"):
        attach(replace(original(), rows=Rows.of([row])), original())


def test_an_original_kept_elsewhere_comes_back_and_no_other_does() -> None:
    whole = original()
    work = detached(whole)
    assert work.head.skeleton is not None
    assert work.head.skeleton.data == b""
    assert detached(work) is work
    data = formats.write(work, "work.xlf", WriteOptions()).data
    read = formats.read(data, ReadOptions(name="work.xlf"))
    assert read.warnings == ()
    assert read.head.skeleton == work.head.skeleton
    with pytest.raises(FormatError, match=r"letter\.txt"):
        formats.write(read, "letter.ru.txt", WriteOptions())
    with pytest.raises(FormatError, match="very same file"):
        restored(read, b"y")
    assert restored(read, b"x").head.skeleton == whole.head.skeleton
    assert restored(whole, b"y") is whole
