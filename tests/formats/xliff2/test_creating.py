"""A file of our own holds all that a document is, is valid XLIFF, and changes line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from editor import columns
from editor.edits import confirm, set_mark, set_state, set_target
from editor.formats.options import ReadOptions, WriteOptions
from editor.formats.validation import check
from editor.formats.xliff2 import read, sniff, write
from editor.formats.xliff2.reading import File
from editor.model import Change, Document, Head, Mark, Note, Previous, Review, Segment, Skeleton, State, apply, document
from editor.text import Break, Can, Code, Kind, Text
from tests import strategies


def written(what: Document, version: str = "") -> bytes:
    return write(what, WriteOptions(version=version)).data


def flat(column: Iterable[Iterable[object]]) -> list[object]:
    return [fact for chunk in column for fact in chunk]


@given(strategies.documents())
def test_reading_gives_back_what_was_written(what: Document) -> None:
    again = read(written(what), ReadOptions())
    for column in (columns.states, columns.marks, columns.sources, columns.targets, columns.units):
        assert flat(column(again.rows)) == flat(column(what.rows))
    assert list(again.rows) == list(what.rows)
    assert again.head == what.head
    assert again == what
    assert again.origin is not None
    assert write(again, WriteOptions()).data is again.origin.data
    file = again.origin.spans
    assert isinstance(file, File)
    assert [row for number in range(len(file.index.starts)) for row in file.unit(number).rows] == list(what.rows)


@settings(max_examples=30)
@given(strategies.documents(), st.sampled_from(["2.0", "2.1", "2.2"]))
def test_every_version_holds_the_same(what: Document, version: str) -> None:
    data = written(what, version)
    assert sniff(data[:4096])
    assert f' version="{version}"'.encode() in data
    assert read(data, ReadOptions()) == what


@cache
def schema(folder: Path) -> etree.XMLSchema:
    class Nearby(etree.Resolver):
        def resolve(self, url: str | None, public: str | None, context: Any) -> Any:  # noqa: ANN401 - as lxml has it
            if url and url.endswith("/xml.xsd"):
                return self.resolve_filename(str(folder.parent / "xml.xsd"), context)
            return super().resolve(url or "", public or "", context)

    parser = etree.XMLParser()
    parser.resolvers.add(Nearby())
    return etree.XMLSchema(etree.parse(folder / "_wrap.xsd", parser))


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(what=strategies.documents())
def test_what_is_written_is_valid(version: str, shared: Path, what: Document) -> None:
    rules = schema(shared / "formats" / "schemas" / f"xliff{version.replace('.', '')}")
    rules.assertValid(etree.fromstring(written(what, version)))


# ── By example ──────────────────────────────────────────────────────────────────────────────────────────────────────

BOLD = Code(Kind.OPEN, "1", "bold", "<b>"), Code(Kind.CLOSE, "1", "bold", "</b>")
ROWS = [
    Segment("f1/u1/1", Text.of("An open letter"), Text.of("Открытое письмо"), State.TRANSLATED, unit="f1/u1"),
    Segment("f1/u2/1", Text.of("We ", BOLD[0], "ask", BOLD[1], " you."), unit="f1/u2", gap=Text.of(" ")),
    Segment("f1/u2/2", Text.of("Answer us!"), Text.of("Ответьте!"), State.DRAFT, unit="f1/u2"),
    Segment("f1/u3/1", Text.of("Leave a Reply"), unit="f1/u3", marks=frozenset({Mark.NOT_FOR_TRANSLATION})),
]
LETTER = document(
    [
        replace(ROWS[0], role="heading"),
        ROWS[1],
        replace(ROWS[2], notes=(Note("Tone?"),)),
        replace(ROWS[3], reason="comment form"),
    ],
    Head("en", "ru", "Letter", skeleton=Skeleton("plain", "letter.txt", b"An open letter")),
)


def changed(before: Document, *changes: Change) -> tuple[int, int]:
    """Count the lines added and taken away by *changes*, as ``git diff --numstat`` does."""
    after = before
    for change in changes:
        after = apply(change, after)
    one, two = (written(what).decode().splitlines() for what in (before, after))
    diff = [line[0] for line in unified_diff(one, two, n=0) if not line.startswith(("+++", "---"))]
    return diff.count("+"), diff.count("-")


def test_a_file_reads_well() -> None:
    text = written(LETTER).decode()
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"\n'
    )
    assert (
        '    <unit id="u2">\n'
        "      <notes>\n"
        '        <note id="n1" dtyc:segment="s2">Tone?</note>\n'
        "      </notes>\n"
        "      <originalData>\n"
        '        <data id="d1">&lt;b></data>\n'
        '        <data id="d2">&lt;/b></data>\n'
        "      </originalData>\n"
        '      <segment id="s1" state="initial">\n'
        '        <source>We <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d2">ask</pc>'
        " you.</source>\n"
        "      </segment>\n"
        "      <ignorable>\n"
        "        <source> </source>\n"
        "      </ignorable>\n"
        '      <segment id="s2" state="initial">\n'
        "        <source>Answer us!</source>\n"
        "        <target>Ответьте!</target>\n"
        "      </segment>\n"
        "    </unit>\n"
    ) in text
    assert '<unit id="u3" translate="no">\n      <mda:metadata><mda:metaGroup category="dtyc:segments">' in text
    assert '<mda:meta type="s1/reason">comment form</mda:meta></mda:metaGroup></mda:metadata>\n' in text


def test_retyping_changes_one_line_and_confirming_at_most_three() -> None:
    assert changed(LETTER, set_target(LETTER, 2, Text.of("Ответьте нам!"))) == (1, 1)
    assert changed(LETTER, set_target(LETTER, 0, Text.of("Письмо"))) == (2, 2)  # and it is a draft again
    assert changed(LETTER, set_target(LETTER, 1, Text.of("Просим вас."))) == (1, 0)
    assert changed(LETTER, confirm(LETTER, [2])) == (1, 1)
    assert changed(LETTER, set_mark(LETTER, [2], Mark.NEEDS_WORK, on=True)) == (1, 1)
    urgent = replace(
        LETTER.rows[2],
        marks=frozenset({Mark.SOURCE_CHANGED, Mark.NEEDS_WORK}),
        previous=Previous(Text.of("Answer"), Text.of("Ответьте")),
    )
    doubtful = document([*LETTER.rows[:2], urgent, LETTER.rows[3]], LETTER.head)
    assert changed(doubtful, confirm(doubtful, [2])) == (1, 3)
    assert changed(LETTER, set_state(LETTER, [2], State.REVIEWED, Review("Vera", "2026-02-01"))) == (3, 1)


def test_an_empty_document_is_a_file_too() -> None:
    empty = document([], Head("en", "ru"))
    assert read(written(empty), ReadOptions()) == empty


def test_rows_called_anything_are_called_so_again() -> None:
    rows = [
        Segment("my entry", Text.of("One"), unit=""),
        Segment("other", Text.of("Two"), unit=""),
        Segment("a/b/c", Text.of("Three"), unit="a/b"),
        Segment("x", Text.of("Four"), unit="not a token"),
        Segment("f1/u1/1", Text.of("Five"), unit="f1/u1"),
        Segment("f1/u1/1.2", Text.of("Six"), unit="f1/u1"),
        Segment("a/c/1", Text.of("Seven"), unit="a/c"),
    ]
    assert list(read(written(document(rows)), ReadOptions()).rows) == rows


def test_characters_that_xml_cannot_hold_are_told() -> None:
    row = Segment("f1/u1/1", Text.of("a\x00b\ud800"), unit="f1/u1", notes=(Note("bell \x07"),))
    made = write(document([row]), WriteOptions())
    assert b'a<cp hex="0000"/>b<cp hex="D800"/>' in made.data
    assert len(made.losses) == 1
    again = read(made.data, ReadOptions()).rows[0]
    assert (again.source, again.notes) == (row.source, (Note("bell �"),))


def test_a_file_of_a_newer_layout_is_not_to_be_changed() -> None:
    data = written(LETTER).replace(b'dtyc:layout="1"', b'dtyc:layout="2"')
    assert "newer" in read(data, ReadOptions()).head.read_only


def test_a_damaged_original_is_told_and_the_rest_is_there() -> None:
    data = written(LETTER)
    for damaged in (data.replace(b'size="14"', b'size="15"'), data.replace(b'sha256="', b'sha256="0')):
        again = read(damaged, ReadOptions())
        assert "damaged" in again.warnings[0]
        assert (again.head.skeleton, again.rows) == (None, LETTER.rows)


def test_breaks_in_a_text_changed_elsewhere_are_left_out_and_told() -> None:
    what = document([Segment("f1/u1/1", Text.of("One.").with_breaks([(2, Break())]), unit="f1/u1")])
    again = read(written(what).replace(b">One.<", b">One!!<"), ReadOptions())
    assert again.rows[0].source == Text.of("One!!")
    assert "f1/u1/1 was changed elsewhere" in again.warnings[0]


def test_codes_that_are_called_alike_are_told_apart_in_the_metadata_and_the_file_is_valid() -> None:
    lone = Code(Kind.ALONE, "two words", can=Can.COPY | Can.DELETE)
    bold = Code(Kind.OPEN, "1", can=Can.COPY | Can.DELETE), Code(Kind.CLOSE, "1", can=Can.COPY | Can.DELETE)
    crossed = Text.of(bold[0], Code(Kind.OPEN, "2"), "x", bold[1], Code(Kind.CLOSE, "2"), lone, lone)
    rows = [
        Segment("f1/u/1", crossed, crossed, State.DRAFT, unit="f1/u"),
        Segment("f1/u/2", crossed, unit="f1/u", previous=Previous(crossed, Text.of(*bold))),
    ]
    for version in ("2.0", "2.1", "2.2"):
        data = write(document(rows, Head("en", "ru")), WriteOptions(version=version)).data
        assert [finding for finding in check(data, "xliff2") if finding.severity == "error"] == []
        assert list(read(data, ReadOptions()).rows) == rows


def test_a_code_that_ends_before_it_begins_where_targets_are_reordered_is_a_half_of_its_own() -> None:
    mark = Code(Kind.OPEN, "m"), Code(Kind.CLOSE, "m")
    rows = [
        Segment("f1/u/1", Text.of("One."), Text.of("Раз."), State.TRANSLATED, unit="f1/u", gap=Text.of(" ")),
        Segment("f1/u/2", Text.of("Two."), Text.of("Два."), unit="f1/u", gap=Text.of(" ", mark[0]), order=3),
        Segment("f1/u/3", Text.of("Three.", mark[1]), Text.of("Три.", mark[1]), unit="f1/u", order=2),
    ]
    rows[1:] = [replace(row, state=State.FINAL, target_gap=row.gap) for row in rows[1:]]
    what = document(rows, Head("en", "ru"))
    data = written(what)
    assert [finding for finding in check(data, "xliff2") if finding.severity == "error"] == []
    assert list(read(data, ReadOptions()).rows) == rows
    assert data.count(b"isolated") == 2  # both halves, in the target alone


def test_halves_belong_together_where_the_same_may_be_done_with_them_and_fixed_ones_may_have_others_between() -> None:
    begun, other = Code(Kind.OPEN, "1", can=Can(0)), Code(Kind.ALONE, "2")
    rows = [
        Segment("f1/u/1", Text.of("One", begun, other, "."), unit="f1/u"),
        Segment("f1/u/2", Text.of("Two", Code(Kind.CLOSE, "1", can=Can(0)), "."), unit="f1/u"),
        Segment("f1/v", Text.of(begun, "a", Code(Kind.CLOSE, "1", can=Can.COPY)), unit="f1/v"),
    ]
    what = document(rows, Head("en", "ru"))
    data = written(what)
    assert [finding for finding in check(data, "xliff2") if finding.severity == "error"] == []
    assert list(read(data, ReadOptions()).rows) == rows
    assert data.count(b"isolated") == 2


@settings(max_examples=60)
@given(strategies.documents(), st.sampled_from(["2.0", "2.1", "2.2"]))
def test_whatever_is_written_is_valid_but_for_what_a_translator_did_to_codes(what: Document, version: str) -> None:
    found = {finding.rule for finding in check(written(what, version), "xliff2") if finding.severity == "error"}
    assert found <= {"code-not-removable"}
