"""XLIFF 1 over the shared corpus: what is there comes back, and edits change nothing but what was edited."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from lxml import etree

from editor import columns, edits
from editor.errors import EditError, FormatError
from editor.formats import ReadOptions, WriteOptions, xliff1
from editor.formats.xliff1.index import Index, index
from editor.formats.xliff1.segments import unit_rows
from editor.model import Change, Document, Mark, May, Note, Previous, Review, State, apply
from editor.rows import Rows
from editor.text import Text
from tests.formats.xliff1.test_creating import schema
from tests.formats.xliff1.test_reading import file
from tests.formats.xliff1.test_reading import unit as written

TEXTS = ["a < b", " & co", '"x"', "x ]]> y", "one\ntwo", "Привет", "🎉", " lead", "مرحبا", "tab\there"]
PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False)


def read(data: bytes) -> Document:
    return xliff1.read(data, ReadOptions())


def saved(document: Document) -> bytes:
    return xliff1.write(document, WriteOptions()).data


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Path]:
    found = sorted((shared / "formats" / "corpus" / "xliff12").iterdir())
    assert len(found) >= 109
    return found


def test_every_file_opens_and_comes_back_byte_for_byte(corpus: list[Path]) -> None:
    changed = [path.name for path in corpus if saved(read(path.read_bytes())) != path.read_bytes()]
    assert changed == []


def test_both_ways_of_reading_agree_and_lxml_sees_the_same_units(corpus: list[Path]) -> None:
    for path in corpus:
        document = read(path.read_bytes())
        assert document.origin is not None
        found = document.origin.spans
        assert isinstance(found, Index)
        exact = index(found.source, quick=False)
        assert (exact.starts, exact.ends, exact.context, exact.rows) == (
            found.starts,
            found.ends,
            found.context,
            found.rows,
        )
        rows = [row for number in range(len(found)) for row in unit_rows(found, number, quick=False)]
        assert rows == list(document.rows), path.name
        assert len({row.id for row in rows}) == len(rows), path.name
        units = list(etree.fromstring(path.read_bytes(), PARSER).iterfind(".//{*}trans-unit"))
        assert len(units) == len(found), path.name
        for number, unit in enumerate(units):
            source = unit.find("{*}source")
            said = "" if source is None else plain(source)
            first = unit_rows(found, number)
            if len(first) == 1 and source is not None and unit.find("{*}seg-source") is None:
                assert first[0].source.plain == said, path.name


NATIVE = {"bpt", "ept", "it", "ph"}


def plain(element: etree._Element) -> str:
    """Return the characters of a source or target as lxml sees them, without native markup."""
    found = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in NATIVE:
            found.append(plain(child))
        found.append(child.tail or "")
    return "".join(found)


def without_targets(data: bytes, among: set[int]) -> bytes:
    """Return the canonical form of all but the targets of some units, their states and approvals."""
    root = etree.fromstring(data, PARSER)
    for number, unit in enumerate(root.iterfind(".//{*}trans-unit")):
        if number not in among:
            continue
        for name in list(unit.attrib):
            if name in {"approved", "{MQXliff}status"} or str(name).startswith("{urn:diptych:1}"):
                del unit.attrib[name]
        for target in unit.findall("{*}target"):
            unit.remove(target)
        for segment in unit.iter("{http://sdl.com/FileTypes/SdlXliff/1.0}seg"):
            segment.attrib.pop("conf", None)
        for child in unit:
            child.tail = None
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="xml")


def test_one_edited_target_changes_nothing_else(corpus: list[Path]) -> None:
    chance = Random(1)
    tried = 0
    for path in corpus:
        data = path.read_bytes()
        document = read(data)
        free = [row for row, segment in enumerate(document.rows) if May.TRANSLATE in segment.may]
        for row in chance.sample(free, min(3, len(free))):
            text = chance.choice(TEXTS)
            change = edits.set_target(document, row, Text.of(text))
            there = apply(change, document)
            new = saved(there)
            assert document.origin is not None
            found = document.origin.spans
            assert isinstance(found, Index)
            number = found.unit_of(row)
            assert outside(found, number, data, new), path.name
            assert list(read(new).rows) == list(there.rows), path.name
            unit = etree.fromstring(new, PARSER).findall(".//{*}trans-unit")[number]
            if found.rows[number + 1] - found.rows[number] == 1 and text:
                target = unit.find("{*}target")
                assert target is not None
                segment = target.find(".//{*}mrk[@mtype='seg']")
                assert plain(target if segment is None else segment) == text, path.name
            assert without_targets(data, {number}) == without_targets(new, {number}), path.name
            assert saved(apply(change.inverse, there)) == data
            tried += 1
    assert tried > 200


def outside(found: Index, number: int, old: bytes, new: bytes) -> bool:
    """Tell whether all bytes before and behind unit *number* are as they were."""
    start, end = found.source.byte(found.starts[number]), found.source.byte(found.ends[number])
    return old[:start] == new[:start] and old[end:] == new[len(new) - (len(old) - end) :]


def test_edit_all_then_undo_all(corpus: list[Path]) -> None:
    for path in corpus:
        data = path.read_bytes()
        document = start = read(data)
        done: list[Change] = []
        for row, segment in enumerate(start.rows):
            if May.TRANSLATE in segment.may and len(done) < 100:
                change = edits.set_target(document, row, Text.of(f"{row} <новое> & ]]>"))
                document = apply(change, document)
                done.append(change)
        assert list(read(saved(document)).rows) == list(document.rows), path.name
        for change in reversed(done):
            document = apply(change.inverse, document)
        assert saved(document) == data, path.name


def test_random_work_leaves_files_that_read_back(corpus: list[Path]) -> None:
    chance = Random(2)
    for path in corpus:
        data = path.read_bytes()
        start = read(data)
        if len(data) > 100_000 or not any(May.TRANSLATE in segment.may for segment in start.rows):
            continue
        document, done = start, []
        for _step in range(12):
            row = chance.randrange(len(document.rows))
            try:
                change = some_edit(document, row, chance)
            except EditError:
                continue
            document = apply(change, document)
            done.append(change)
        again = read(saved(document))
        assert [row.source for row in again.rows] == [row.source for row in document.rows], path.name
        assert [row.target for row in again.rows] == [row.target for row in document.rows], path.name
        for change in reversed(done):
            document = apply(change.inverse, document)
        assert saved(document) == data, path.name


def test_no_edit_makes_a_valid_file_invalid(corpus: list[Path], shared: Path) -> None:
    chance = Random(3)
    schemas = [schema(shared, kind) for kind in ("strict", "transitional")]
    for path in corpus:
        data = path.read_bytes()
        fitting = [each for each in schemas if each.validate(etree.fromstring(data, PARSER))]
        document = read(data)
        if not fitting or len(data) > 100_000 or not document.rows:
            continue
        for _step in range(15):
            try:
                change = some_edit(document, chance.randrange(len(document.rows)), chance)
            except EditError:
                continue
            document = apply(change, document)
        root = etree.fromstring(saved(document), PARSER)
        assert [each.error_log for each in fitting if not each.validate(root)] == [], path.name


def some_edit(document: Document, row: int, chance: Random) -> Change:
    segment = document.rows[row]
    if May.TRANSLATE not in segment.may:
        raise EditError
    ways = {
        "type": lambda: edits.set_target(document, row, Text.of(chance.choice([*TEXTS, ""]))),
        "copy": lambda: edits.copy_source(document, [row]),
        "confirm": lambda: edits.confirm(document, [row]),
        "review": lambda: edits.set_state(document, [row], State.REVIEWED, Review("Ann", "2026-01-02")),
        "hold": lambda: edits.set_mark(document, [row], Mark.NOT_FOR_TRANSLATION, on=True, reason="blog"),
        "note": lambda: edits.set_notes(document, row, [*segment.notes, Note("mine")]),
        "work": lambda: edits.set_mark(document, [row], Mark.NEEDS_WORK, on=True),
        "split": lambda: edits.split(document, row, chance.randint(0, len(segment.source))),
        "join": lambda: edits.join(document, row),
    }
    return ways[chance.choice(sorted(ways))]()


def test_what_is_merely_invalid_opens_with_a_warning_and_the_rest_is_refused_in_one_line(shared: Path) -> None:
    folder = shared / "formats" / "corpus" / "invalid"
    odd = {"xliff-parser__context-group-nested.xlf", "xliff-parser__v1-duplicate-ids.xliff"}
    for path in sorted((folder / "xliff12").iterdir()):
        if path.name in odd:
            document = read(path.read_bytes())
            assert saved(document) == path.read_bytes()
            assert document.warnings
        else:
            with pytest.raises(FormatError, match=r"\(line \d+\)"):
                read(path.read_bytes())


def test_hostile_files_are_refused_or_harmless(shared: Path) -> None:
    folder = shared / "formats" / "corpus" / "invalid" / "evil"
    refused: dict[str, str] = {}
    for path in sorted(folder.glob("*.xlf")):
        try:
            document = read(path.read_bytes())
        except FormatError as error:
            refused[path.stem] = str(error)
        else:
            assert saved(document) == path.read_bytes()
            assert all(len(row.source) < 1_000 for row in document.rows)
    for name in ("billion-laughs", "xxe-local-file", "xxe-http", "quadratic-blowup", "recursive-entity", "two-roots"):
        assert name in refused
    assert [said for said in refused.values() if "\n" in said] == []


def test_columns_are_told_as_the_rows_have_them(corpus: list[Path]) -> None:
    for path in corpus:
        told, known = read(path.read_bytes()), Rows.of(read(path.read_bytes()).rows)
        for column in (columns.states, columns.marks, columns.sources, columns.targets, columns.units):
            found = [fact for chunk in column(told.rows) for fact in chunk]
            assert found == [fact for chunk in column(known) for fact in chunk], path.name


def test_what_stands_beside_the_texts_is_passed_over_but_what_speaks_of_the_row_is_not() -> None:
    inside = (
        '<source>a <g id="1">b</g><x id="2"/></source><target>c</target>\n<note>one</note>'
        '<alt-trans match-quality="9"><source>x</source><target>y</target><note>not this</note></alt-trans >'
        '<context-group purpose="location"><context context-type="sourcefile">a</context></context-group>'
        "<note from='developer'>two</note>"
    )
    previous = '<alt-trans alttranstype="previous-version"><source>old</source><target>was</target></alt-trans>'
    document = read(file(written(inside), written(inside + previous, name="2")))
    assert [chunk[0] for chunk in columns.sources(document.rows)] == [6]
    assert [list(chunk) for chunk in columns.marks(document.rows)] == [
        [columns.mark_bits(row) for row in document.rows]
    ]
    first, second = document.rows
    assert [note.text for note in first.notes] == ["one", "two"]
    assert (first.previous, second.previous) == (None, Previous(Text.of("old"), Text.of("was")))
