"""Real files of many tools: each opens, comes back untouched, and an edit changes its own place alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from editor import columns
from editor.edits import clear, confirm, copy_source, join, set_target, split
from editor.errors import EditError, FormatError
from editor.formats.options import ReadOptions, WriteOptions
from editor.formats.xliff2 import quick, read, write
from editor.formats.xliff2.drafts import Place
from editor.formats.xliff2.index import exact
from editor.formats.xliff2.reading import File
from editor.model import Change, Document, Mark, May, Previous, Segment, Splice, State, apply
from editor.rows import Rows
from editor.session import Session
from editor.text import Text
from tests import strategies

TYPED = ["a < b & c", 'say "it\'s"', "]]>", "two\nlines", "Слово — да", "🙂", " leading", "مرحبا", "  a\tb  "]
PER_FILE = 6
ANNOTATION = re.compile("</?(?:mrk|sm|em)")
SEGMENTS = [f"{{urn:oasis:names:tc:xliff:document:{version}}}segment" for version in ("2.0", "2.2")]


@cache
def files(shared: Path) -> tuple[Path, ...]:
    return tuple(sorted((shared / "formats" / "corpus" / "xliff2").iterdir()))


def opened(path: Path) -> Document:
    return read(path.read_bytes(), ReadOptions(name=path.name, target_language="ru"))


def saved(what: Document) -> bytes:
    return write(what, WriteOptions()).data


def root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def segments(data: bytes) -> list[etree._Element]:
    return list(root(data).iter(*SEGMENTS))


def said(node: etree._Element) -> str:
    """Return what a target says, with the characters that ``cp`` elements stand for."""
    target = next((child for child in node if isinstance(child.tag, str) and child.tag.endswith("}target")), None)
    if target is None:
        return ""
    pieces = [target.text or ""]
    for inner in target.iterdescendants():
        pieces += [inner.text or "" if isinstance(inner.tag, str) else "", inner.tail or ""]
    return "".join(pieces)


def rest(data: bytes, number: int) -> str:
    """Return the file, canonically, without what an edit of one segment may touch."""
    tree = root(data)
    node = list(tree.iter(*SEGMENTS))[number]
    for name in ("state", "subState"):
        node.attrib.pop(name, None)
    for child in list(node):
        if isinstance(child.tag, str) and child.tag.endswith("}target"):
            node.remove(child)
    for child in node.iter():
        child.tail = None
    node.text = None
    tree.attrib.pop("trgLang", None)
    return etree.tostring(tree, encoding="unicode")


def test_every_file_opens_and_comes_back_untouched(shared: Path) -> None:
    for path in files(shared):
        what = opened(path)
        names = [row.id for row in what.rows]
        assert len(names) == len(set(names)), path.name
        assert saved(what) == path.read_bytes(), path.name


def test_the_fast_index_sees_what_the_exact_one_sees(shared: Path) -> None:
    for path in files(shared):
        what = opened(path)
        assert what.origin is not None
        assert isinstance(what.origin.spans, File)
        there = what.origin.spans.index
        place = Place("", there.root.uri, there.root.prefix, there.root.scope)
        slow = exact(what.origin.spans.source, there.root, place)
        for each in ("begins", "finishes", "sizes", "names", "heads", "starts", "ends", "files"):
            assert getattr(there, each) == getattr(slow, each), (path.name, each)


def test_the_quick_reading_of_a_unit_is_the_exact_one(shared: Path) -> None:
    read_quickly = 0
    for path in files(shared):
        origin = opened(path).origin
        assert origin is not None
        assert isinstance(origin.spans, File)
        text, there = origin.spans.source.text, origin.spans.index
        for number, (start, end) in enumerate(zip(there.starts, there.ends, strict=True)):
            rows = quick.rows(text, (start, end), there.names[number], there.place(number))
            read_quickly += rows is not None
            assert rows is None or tuple(rows) == origin.spans.unit(number).rows, (path.name, number)
    assert read_quickly > 200


def test_columns_are_told_as_the_rows_have_them(shared: Path) -> None:
    for path in files(shared):
        what = opened(path)
        read_first = Rows.of(opened(path).rows)
        for column in (columns.states, columns.marks, columns.sources, columns.targets, columns.units):
            told, there = column(what.rows), column(read_first)
            assert [fact for chunk in told for fact in chunk] == [fact for chunk in there for fact in chunk], path.name


def test_one_target_edited_changes_that_target_and_nothing_else(shared: Path) -> None:
    texts = cycle(TYPED)
    checked = 0
    for path in files(shared):
        what, before = opened(path), path.read_bytes()
        places = [row for row, segment in enumerate(what.rows) if May.TRANSLATE in segment.may][:PER_FILE]
        for row in places:
            typed = next(texts)
            after = apply(set_target(what, row, Text.of(typed)), what)
            data = saved(after)
            assert said(segments(data)[row]) == typed, (path.name, row)
            assert rest(data, row) == rest(before, row), (path.name, row)
            assert list(opened_again(data).rows) == list(after.rows), (path.name, row)
            checked += 1
    assert checked > 250


def opened_again(data: bytes) -> Document:
    return read(data, ReadOptions(target_language="ru"))


def test_everything_edited_and_undone_gives_the_same_bytes(shared: Path) -> None:
    for path in files(shared):
        session = Session(opened(path))
        for row in range(len(session.document.rows)):
            if May.TRANSLATE in session.document.rows[row].may:
                session.do(set_target(session.document, row, Text.of("Новый текст")))
                session.do(confirm(session.document, [row]))
        while session.undo() is not None:
            pass
        assert saved(session.document) == path.read_bytes(), path.name


def test_states_codes_and_structure_survive_a_save(shared: Path) -> None:
    """Copy, confirm, clear, split and join what can be; what is saved is read as what it was."""
    for path in files(shared):
        for edit in (copied, cleared, split_all, joined_all):
            what = opened(path)
            after = edit(what)
            again = opened_again(saved(after))
            assert comparable(again) == comparable(after), (path.name, edit.__name__)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.data())
def test_whatever_is_told_of_a_row_is_kept_in_anyones_file(shared: Path, data: st.DataObject) -> None:
    """Texts with the file's own codes, states, marks, notes, links, reviews, what stood there before."""
    path = data.draw(st.sampled_from(files(shared)))
    what = opened(path)
    for _time in range(data.draw(st.integers(1, 3)) if len(what.rows) else 0):
        at = data.draw(st.integers(0, len(what.rows) - 1))
        row = what.rows[at]
        if May.TRANSLATE not in row.may:
            continue
        codes = [code for code in (*row.source.codes, *row.target.codes) if not ANNOTATION.match(code.raw)]
        words = strategies.texts(codes)
        new = replace(
            row,
            target=data.draw(st.just(row.target) | words),
            state=data.draw(st.sampled_from(State)),
            marks=data.draw(st.frozensets(st.sampled_from(Mark)) if May.MARK in row.may else st.just(row.marks)),
            reason=data.draw(st.sampled_from(["", "furniture"])),
            notes=row.notes[data.draw(st.integers(0, 1)) :] + tuple(data.draw(st.lists(strategies.notes, max_size=1))),
            previous=data.draw(st.none() | st.builds(Previous, words, words)),
            link=data.draw(st.none() | strategies.links),
            review=data.draw(st.none() | strategies.reviews),
        )
        what = apply(Change("", (Splice(at, (row,), (new,)),)), what)
    again = opened_again(saved(what))
    assert comparable(again) == comparable(what), path.name


def comparable(what: Document) -> list[Segment]:
    return [replace(row, may=May.NOTHING) for row in what.rows]


def copied(what: Document) -> Document:
    rows = [at for at, row in enumerate(what.rows) if May.TRANSLATE in row.may]
    what = apply(copy_source(what, rows), what)
    return apply(confirm(what, rows), what)


def cleared(what: Document) -> Document:
    return apply(clear(what, range(len(what.rows))), what)


def split_all(what: Document) -> Document:
    for row in reversed(range(len(what.rows))):
        source = what.rows[row].source
        try:
            what = apply(split(what, row, len(source) // 2, len(what.rows[row].target) // 2), what)
        except EditError:
            continue
    return what


def joined_all(what: Document) -> Document:
    for row in reversed(range(len(what.rows) - 1)):
        try:
            what = apply(join(what, row), what)
        except EditError:
            continue
    return what


def test_hostile_files_are_refused_or_harmless(shared: Path) -> None:
    for path in sorted((shared / "formats" / "corpus" / "invalid" / "evil").glob("*.xlf")):
        data = path.read_bytes().replace(
            b"urn:oasis:names:tc:xliff:document:1.2", b"urn:oasis:names:tc:xliff:document:2.0"
        )
        try:
            what = read(data, ReadOptions())
        except FormatError:
            continue
        assert saved(what) == data
        assert "root:" not in "".join(row.source.plain for row in what.rows)


@pytest.mark.parametrize("folder", ["xliff2"])
def test_files_that_are_merely_invalid_open(shared: Path, folder: str) -> None:
    paths = sorted((shared / "formats" / "corpus" / "invalid" / folder).iterdir())
    refused = []
    for path in paths:
        data = path.read_bytes()
        try:
            root(data)
        except etree.XMLSyntaxError:
            continue
        try:
            assert saved(read(data, ReadOptions())) == data
        except FormatError:
            refused.append(path.name)
    assert len(refused) <= len(paths) * 0.05, refused
